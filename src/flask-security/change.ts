import { redirectPage } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { admit } from './access.ts'
import { rememberCookieName } from './callers.ts'
import type { Caller } from './callers.ts'
import { Form } from './form.ts'
import { messages } from './messages.ts'
import { flawOfPassword } from './password-flaws.ts'
import { isPasswordOf } from './verify.ts'
import type { Visit } from './visit.ts'

/** `/change`. Ends every other session of the account, and the tokens of all of them. */
export async function change(visit: Visit): Promise<Response> {
  const admitted = await admit(visit, visit.workshop.ownRequirements)
  if ('refusal' in admitted) return admitted.refusal
  const { caller } = admitted
  if (visit.request.method !== 'POST') {
    return visit.wantsJson
      ? visit.accepted(caller, { more: { active_password: true } })
      : page(visit)
  }
  const form = new Form(visit.request)
  if (!(await setPassword(visit, caller, form))) {
    const { answers } = visit.workshop
    return visit.wantsJson ? answers.badForm(form.errors) : page(visit, form)
  }
  const { generation, post } = visit.workshop
  post.notice(caller.account, 'changeNotice')
  const next = await stay(visit, caller)
  return visit.wantsJson
    ? visit.accepted(next, { token: !generation.isFirst })
    : redirectPage(visit.workshop.options.postLoginView ?? '/')
}

async function setPassword(visit: Visit, caller: Caller, form: Form): Promise<boolean> {
  const { auth } = visit.workshop
  const next = form.required('new_password')
  const again = form.required('new_password_confirm')
  if (again.trim() !== '' && again !== next) {
    form.fail('new_password_confirm', messages.unequalPasswords)
  }
  const current = form.isGood ? form.required('password') : ''
  if (!form.isGood) return false
  const { account, sessionId: exceptSession } = caller
  const from = { network: visit.network, signal: visit.request.signal }
  const except = exceptSession === undefined ? {} : { exceptSession }
  try {
    await auth.accounts.changePassword(account.id, { current, next, ...from, ...except })
    return true
  } catch (error) {
    if (!(error instanceof AuthError) || !error.code.startsWith('password_')) throw error
    // Whoever does not know the current password is told nothing about the next one.
    const isOwner =
      error.code !== 'password_mismatch' && (await isPasswordOf(visit, account, current))
    if (!isOwner) form.fail('password', messages.invalidPassword)
    else if (next === current) form.fail('password', messages.samePassword)
    else form.fail('new_password', flawOfPassword(visit, error.code))
    return false
  }
}

/** Keeps the session that made the change, under the account's new name. */
async function stay(visit: Visit, caller: Caller): Promise<Caller> {
  const { auth, clock, identities } = visit.workshop
  const { account } = caller
  const remember = visit.request.cookies.has(rememberCookieName)
  if (caller.sessionId === undefined) {
    return visit.signIn(account, await auth.accounts.passwordVersion(account.id), { remember })
  }
  const next: Caller = {
    ...caller,
    identity: await identities.of(account),
    authenticatedAt: clock(),
  }
  visit.occupy(next)
  if (remember) await visit.remember(next)
  return next
}

const fields = [
  ['password', 'Password', 'password'],
  ['new_password', 'New Password', 'password'],
  ['new_password_confirm', 'Retype Password', 'password'],
] as const

const page = (visit: Visit, form?: Form): Response =>
  visit.page('Change Password', '/change', fields, form)
