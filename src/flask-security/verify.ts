import { networkOf } from '../accounts/index.ts'
import type { Account } from '../accounts/index.ts'
import { redirectPage } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { admit } from './access.ts'
import { Form } from './form.ts'
import { messages } from './messages.ts'
import { nextPage } from './next.ts'
import type { Visit } from './visit.ts'

/** `/verify`: the password again makes a session fresh. */
export async function verify(visit: Visit): Promise<Response> {
  const { answers, clock, options } = visit.workshop
  const admitted = await admit(visit, visit.workshop.ownRequirements)
  if ('refusal' in admitted) return admitted.refusal
  const { caller } = admitted
  if (visit.request.method !== 'POST') {
    const more = { has_webauthn_verify_credential: false }
    return visit.wantsJson ? visit.accepted(caller, { more }) : page(visit)
  }
  const form = new Form(visit.request)
  const password = form.required('password')
  if (form.isGood && !(await isPasswordOf(visit, caller.account, password))) {
    form.fail('password', messages.invalidPassword)
  }
  if (!form.isGood) return visit.wantsJson ? answers.badForm(form.errors) : page(visit, form)
  visit.session.set('fs_paa', clock())
  const next = { ...caller, authenticatedAt: clock() }
  if (visit.wantsJson) return visit.accepted(next, { token: true })
  return redirectPage(nextPage(visit.request, options.postLoginView))
}

/** Whether it is, under the limits of signing in. */
export async function isPasswordOf(
  { request, workshop }: Visit,
  { username }: Account,
  password: string,
): Promise<boolean> {
  try {
    const from = { network: networkOf(request.address), signal: request.signal }
    await workshop.auth.accounts.authenticate({ username, password }, from)
    return true
  } catch (error) {
    const isWrong = error instanceof AuthError && error.code.startsWith('password_')
    if (isWrong) return false
    throw error
  }
}

const fields = [['password', 'Password', 'password']] as const

const page = (visit: Visit, form?: Form): Response => visit.page('Verify', '/verify', fields, form)
