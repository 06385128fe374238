import { redirectPage } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { formCsrfFlaw, refuseSignedIn } from './access.ts'
import { answerAddressForm } from './address-form.ts'
import { Form } from './form.ts'
import type { NamedAccount } from './identities.ts'
import { isMailedTo } from './mail-tokens.ts'
import { messages, resetExpired, resetSent, resetSentAgain } from './messages.ts'
import { nextPage } from './next.ts'
import { flawOfPassword, isShort } from './password-flaws.ts'
import { goOn, toView, troubles, within } from './redirects.ts'
import type { Visit } from './visit.ts'

/** `/reset`: mails a link. */
export async function forgot(visit: Visit): Promise<Response> {
  const refusal = await refuseSignedIn(visit)
  if (refusal) return refusal
  const { identities, post } = visit.workshop
  return answerAddressForm(visit, {
    title: 'Reset Password',
    path: '/reset',
    sent: resetSent,
    async flawOf(account) {
      if (account.disabledAt !== undefined) return messages.disabled
      return (await identities.maySignIn(account)) ? undefined : messages.unconfirmed
    },
    send: (email) => post.reset(email, visit.network),
  })
}

/** `/reset/<token>`: sets a password for whoever got the link, once, and ends every session of the account. */
export async function reset(visit: Visit): Promise<Response> {
  const refusal = await refuseSignedIn(visit)
  if (refusal) return refusal
  const { answers, options } = visit.workshop
  const link = await open(visit)
  const isPost = visit.request.method === 'POST'
  if (link.flaw !== undefined) {
    const { flaw: message, named } = link
    if (isPost && visit.wantsJson) return answers.badForm(new Map([['', [message]]]))
    const view = isPost ? undefined : options.spa?.resetErrorView
    const account = named?.account
    return goOn(visit, { category: 'error', message, view, page: '/reset', account })
  }
  const { named } = link
  if (!isPost) {
    if (!options.spa) return page(visit)
    return toView(visit, options.spa.resetView, { token: visit.request.segment }, named.account)
  }
  const form = new Form(visit.request)
  if (!(await setPassword(visit, named, form))) {
    return visit.wantsJson ? answers.badForm(form.errors) : page(visit, form)
  }
  return signedIn(visit, named)
}

type Link =
  | { readonly flaw: undefined; readonly named: NamedAccount }
  | { readonly flaw: string; readonly named?: NamedAccount }

/** Whose link it is. A changed password has changed the name in it, so that none works twice. */
async function open({ request, workshop, network }: Visit): Promise<Link> {
  const { identities, mailTokens, options, post } = workshop
  try {
    const { uniquifier, mailedTo, isExpired } = mailTokens.reset.read(request.segment)
    const named = await identities.find(uniquifier)
    // A mailbox that was given up, perhaps because somebody else reads it, resets nothing.
    if (!isMailedTo(named.account.email, mailedTo)) return { flaw: messages.invalidReset }
    if (!isExpired) return { flaw: undefined, named }
    const flaw = resetExpired(within(mailTokens.reset.maxAge))
    const { email } = named.account
    if (!options.insecureDetailedErrors || email === undefined) return { flaw, named }
    post.reset(email, network)
    return { flaw: flaw + resetSentAgain(email), named }
  } catch (error) {
    if (!(error instanceof AuthError) || troubles.has(error.code)) throw error
    return { flaw: messages.invalidReset }
  }
}

async function setPassword(visit: Visit, named: NamedAccount, form: Form): Promise<boolean> {
  const { auth } = visit.workshop
  const { account, identity } = named
  const password = form.required('password')
  const again = form.required('password_confirm')
  if (again.trim() !== '' && again !== password) {
    form.fail('password_confirm', messages.unequalPasswords)
  }
  if (form.isGood && isShort(visit, password)) {
    form.fail('password', flawOfPassword(visit, 'password_too_short'))
  }
  const flaw = formCsrfFlaw(visit, form.text('csrf_token'))
  if (flaw !== undefined) form.fail('csrf_token', flaw)
  if (!form.isGood) return false
  try {
    // Of two requests with one link the second finds another version.
    const { passwordVersion } = identity
    await auth.accounts.setPassword(account.id, password, { passwordVersion })
    return true
  } catch (error) {
    if (!(error instanceof AuthError) || !error.code.startsWith('password_')) throw error
    if (error.code === 'password_mismatch') form.fail('', messages.invalidReset)
    else form.fail('password', flawOfPassword(visit, error.code))
    return false
  }
}

async function signedIn(visit: Visit, { account }: NamedAccount): Promise<Response> {
  const { auth, generation, options, post } = visit.workshop
  post.notice(account, 'resetNotice')
  if (!generation.resetSignsIn) {
    if (visit.wantsJson) return visit.accepted(undefined)
    return goOn(visit, {
      category: 'success',
      message: messages.reset,
      view: undefined,
      page: '/login',
    })
  }
  const caller = await visit.signIn(account, await auth.accounts.passwordVersion(account.id))
  if (visit.wantsJson) return visit.accepted(caller, { token: true })
  visit.session.flash('success', messages.reset)
  return redirectPage(nextPage(visit.request, options.postLoginView))
}

const fields = [
  ['password', 'Password', 'password'],
  ['password_confirm', 'Retype Password', 'password'],
] as const

const page = (visit: Visit, form?: Form): Response =>
  visit.page('Reset Password', `/reset/${visit.request.segment}`, fields, form)
