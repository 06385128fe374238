import type { Account } from '../accounts/index.ts'
import { redirectPage } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { randomId } from '../random.ts'
import { formCsrfFlaw, refuseSignedIn } from './access.ts'
import { Form } from './form.ts'
import { isEmail } from './login.ts'
import { storedEmail } from './mail-tokens.ts'
import { messages, taken } from './messages.ts'
import { nextPage } from './next.ts'
import { flawOfPassword, isShort } from './password-flaws.ts'
import type { Visit } from './visit.ts'

/** `/register`. */
export async function register(visit: Visit): Promise<Response> {
  const { generation, options } = visit.workshop
  const refusal = await refuseSignedIn(visit)
  if (refusal) return refusal
  if (visit.request.method !== 'POST') {
    return visit.wantsJson ? visit.accepted(undefined) : page(visit)
  }
  const form = new Form(visit.request)
  const { account, isTaken } = await open(visit, form)
  if (!account) return refuse(visit, form, isTaken)
  const { identities, post } = visit.workshop
  post.confirm(account.email ?? '', visit.network, 'welcome')
  // Nothing more is looked up: it would be the time by which a free address is told from a taken one (L04).
  if (identities.mustConfirm) return registered(visit)
  const caller = await visit.signIn(account, 1)
  if (visit.wantsJson) return visit.accepted(caller, { token: true, more: generation.signedIn })
  return redirectPage(nextPage(visit.request, options.postLoginView))
}

interface Opened {
  readonly account?: Account
  readonly isTaken: boolean
}

async function open(visit: Visit, form: Form): Promise<Opened> {
  const { auth } = visit.workshop
  const email = form.required('email', messages.noEmail)
  if (!form.errors.has('email') && !isEmail(email)) form.fail('email', messages.invalidEmail)
  // Who is not told that an address is taken does not learn it by the time that a hash takes either.
  const looks = visit.workshop.options.insecureDetailedErrors && !form.errors.has('email')
  const isTaken = looks === true && (await auth.accounts.findByEmail(email)) !== undefined
  if (isTaken) form.fail('email', taken(storedEmail(email)))
  const password = form.required('password')
  if (password !== '' && isShort(visit, password)) {
    form.fail('password', flawOfPassword(visit, 'password_too_short'))
  }
  if (form.isGood) requireRepetition(visit, form, password)
  const flaw = formCsrfFlaw(visit, form.text('csrf_token'))
  if (flaw !== undefined) form.fail('csrf_token', flaw)
  if (!form.isGood) return { isTaken }
  try {
    const username = `user_${randomId()}`
    return { account: await auth.accounts.register({ username, email, password }), isTaken }
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    if (error.code === 'account_exists') {
      form.fail('email', taken(storedEmail(email)))
      return { isTaken: true }
    }
    if (!error.code.startsWith('password_')) throw error
    form.fail('password', flawOfPassword(visit, error.code))
    return { isTaken }
  }
}

/** Who types into a page types twice; 5.1 spares programs that, later ones do not. */
function requireRepetition(visit: Visit, form: Form, password: string): void {
  const { generation } = visit.workshop
  if (visit.request.isJson && generation.name !== 'newest') return
  const again = form.required('password_confirm')
  if (again.trim() !== '' && again !== password) {
    form.fail('password_confirm', messages.unequalPasswords)
  }
}

/** Registered, and not signed in before the address is confirmed. */
const registered = (visit: Visit): Promise<Response> | Response =>
  visit.wantsJson ? visit.accepted(undefined, { more: { user: {} } }) : redirectPage('/')

async function refuse(visit: Visit, form: Form, isTaken: boolean): Promise<Response> {
  const { answers, options, post } = visit.workshop
  if (isTaken && !options.insecureDetailedErrors) {
    const email = form.text('email')
    form.forgive('email')
    // As if it had gone well: the owner of the address is not betrayed, and told.
    if (form.isGood) {
      post.taken(email, visit.network)
      return registered(visit)
    }
  }
  return visit.wantsJson ? answers.badForm(form.errors) : page(visit, form)
}

const fields = [
  ['email', 'Email Address', 'email'],
  ['password', 'Password', 'password'],
  ['password_confirm', 'Retype Password', 'password'],
] as const

const page = (visit: Visit, form?: Form): Response =>
  visit.page('Register', '/register', fields, form)
