import { parseEmail } from '../accounts/index.ts'
import type { AuthenticatedAccount } from '../accounts/index.ts'
import { redirectPage } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { formCsrfFlaw, refuseSignedIn } from './access.ts'
import { Form } from './form.ts'
import { messages } from './messages.ts'
import { isOwnPage, nextPage } from './next.ts'
import type { Visit } from './visit.ts'

/** `/login`. */
export async function login(visit: Visit): Promise<Response> {
  const { generation, options } = visit.workshop
  if (visit.request.method !== 'POST') return showLogin(visit)
  const refusal = await refuseSignedIn(visit)
  if (refusal) return refusal
  const form = new Form(visit.request)
  const proved = await prove(visit, form)
  if (!proved) return refuse(visit, form)
  const remember = form.isTrue('remember')
  const caller = await visit.signIn(proved.account, proved.passwordVersion, { remember })
  if (visit.wantsJson) return visit.accepted(caller, { token: true, more: generation.signedIn })
  return redirectPage(nextPage(visit.request, options.postLoginView))
}

async function showLogin(visit: Visit): Promise<Response> {
  const caller = await visit.caller()
  if (!visit.wantsJson) {
    return caller ? redirectPage(visit.workshop.options.postLoginView ?? '/') : page(visit)
  }
  return visit.accepted(caller, caller ? {} : { more: { identity_attributes: ['email'] } })
}

/** The account whose form this is; `undefined`: the form says what is wrong. */
async function prove(visit: Visit, form: Form): Promise<AuthenticatedAccount | undefined> {
  const { auth, generation, identities } = visit.workshop
  const password = form.required('password')
  const next = form.text('next')
  if (next !== '' && !isOwnPage(next)) {
    form.fail('next', messages.invalidRedirect)
    visit.session.flash('error', messages.invalidRedirect)
  }
  const email = form.text('email')
  if (form.isNull('email')) form.fail('email', messages.noEmail)
  else if (email.trim() !== '' && !isEmail(email)) form.fail('email', messages.invalidEmail)
  else if (email.trim() === '' && !form.errors.has('email') && generation.requiresEmail) {
    form.fail('email', messages.noEmail)
  }
  const flaw = formCsrfFlaw(visit, form.text('csrf_token'))
  if (flaw !== undefined) form.fail('csrf_token', flaw)
  if (!form.isGood) return undefined
  try {
    const from = { network: visit.network, signal: visit.request.signal }
    const proved = await auth.accounts.authenticate({ email, password }, from)
    if (await identities.maySignIn(proved.account)) return proved
    form.fail('email', messages.unconfirmed)
    return undefined
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    const [field, message] = refusals.get(error.code) ?? []
    if (field === undefined || message === undefined) throw error
    form.fail(field, message)
    return undefined
  }
}

const refusals: ReadonlyMap<string, readonly [field: string, message: string]> = new Map([
  ['account_unknown', ['email', messages.unknownUser]],
  ['password_mismatch', ['password', messages.invalidPassword]],
  ['password_too_long', ['password', messages.invalidPassword]],
  ['account_disabled', ['email', messages.disabled]],
])

export function isEmail(text: string): boolean {
  try {
    parseEmail(text)
    return true
  } catch {
    return false
  }
}

function refuse(visit: Visit, form: Form): Response {
  const { answers, options } = visit.workshop
  // Whoever knew the password may know what else is missing.
  const proved = form.errors
    .get('email')
    ?.some((text) => text === messages.disabled || text === messages.unconfirmed)
  const shown =
    options.insecureDetailedErrors || proved ? form : form.generic(messages.genericLogin)
  if (visit.wantsJson) return answers.badForm(shown.errors)
  return page(visit, shown)
}

const fields = [
  ['email', 'Email Address', 'email'],
  ['password', 'Password', 'password'],
  ['remember', 'Remember Me', 'checkbox'],
] as const

const page = (visit: Visit, form?: Pick<Form, 'errors'>): Response =>
  visit.page('Login', '/login', fields, form)
