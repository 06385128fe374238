import type { Account } from '../accounts/index.ts'
import { formCsrfFlaw } from './access.ts'
import { Form } from './form.ts'
import { isEmail } from './login.ts'
import { messages } from './messages.ts'
import type { Visit } from './visit.ts'

/** How `/reset` and `/confirm` ask for an address, and write to it. */
export interface AddressForm {
  readonly title: string
  readonly path: string
  readonly sent: (email: string) => string
  /** What is wrong with the account, which only those learn who want to know it of everybody. */
  readonly flawOf: (account: Account) => Promise<string | undefined>
  readonly send: (email: string) => void
}

const fields = [['email', 'Email Address', 'email']] as const

/** Answers the same whoever has the address, unless told otherwise: what depends on that comes after the answer. */
export async function answerAddressForm(visit: Visit, asked: AddressForm): Promise<Response> {
  const { auth, answers, options } = visit.workshop
  const { insecureDetailedErrors: detailed = false } = options
  const { title, path } = asked
  if (visit.request.method !== 'POST') {
    return visit.wantsJson ? visit.accepted(undefined) : visit.page(title, path, fields)
  }
  const form = new Form(visit.request)
  const email = form.required('email', messages.noEmail)
  if (!form.errors.has('email') && !isEmail(email)) form.fail('email', messages.invalidEmail)
  const flaw = formCsrfFlaw(visit, form.text('csrf_token'))
  if (flaw !== undefined) form.fail('csrf_token', flaw)
  if (form.isGood && detailed) {
    const account = await auth.accounts.findByEmail(email)
    const problem = account ? await asked.flawOf(account) : messages.unknownUser
    if (problem !== undefined) form.fail('email', problem)
  }
  const shown = detailed ? form : form.withoutEmail()
  if (!shown.isGood) {
    return visit.wantsJson ? answers.badForm(shown.errors) : visit.page(title, path, fields, shown)
  }
  if (form.isGood) asked.send(email)
  if (visit.wantsJson) return visit.accepted(undefined)
  visit.session.flash('info', asked.sent(email))
  return visit.page(title, path, fields)
}
