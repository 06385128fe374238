import { AuthError } from '../errors.ts'
import { answerAddressForm } from './address-form.ts'
import type { NamedAccount } from './identities.ts'
import { isDigestOf, storedEmail } from './mail-tokens.ts'
import {
  confirmationExpired,
  confirmationSent,
  confirmationSentAgain,
  messages,
} from './messages.ts'
import { goOn, troubles, within } from './redirects.ts'
import type { Visit } from './visit.ts'

/** `/confirm`: mails the link again. */
export function confirmation(visit: Visit): Promise<Response> {
  const { identities, post } = visit.workshop
  return answerAddressForm(visit, {
    title: 'Resend confirmation instructions',
    path: '/confirm',
    sent: confirmationSent,
    flawOf: async (account) =>
      (await identities.isConfirmed(account)) ? messages.alreadyConfirmed : undefined,
    send: (email) => post.confirm(email, visit.network),
  })
}

/** `/confirm/<token>`: the address is that of whoever got the link. */
export async function confirm(visit: Visit): Promise<Response> {
  const { auth, identities, options } = visit.workshop
  const { confirmErrorView, postConfirmView } = options.spa ?? {}
  const link = await open(visit)
  const { account } = link
  if (link.flaw !== undefined || !account) {
    const { flaw: message = messages.invalidConfirmation, category } = link
    return goOn(visit, { category, message, view: confirmErrorView, page: '/confirm', account })
  }
  await identities.confirm(account)
  const caller = await visit.caller()
  const signsIn = options.insecureSignInAfterConfirmation
  if (caller?.account.id !== account.id) {
    if (caller) visit.leave()
    if (signsIn) await visit.signIn(account, await auth.accounts.passwordVersion(account.id))
  }
  const page = signsIn ? (options.postLoginView ?? '/') : '/login'
  const { confirmed: message } = messages
  return goOn(visit, { category: 'success', message, view: postConfirmView, page, account })
}

interface Link {
  readonly category: 'error' | 'info'
  /** Why it cannot be used. */
  readonly flaw?: string
  readonly account?: NamedAccount['account']
}

async function open(visit: Visit): Promise<Link> {
  const { identities, mailTokens } = visit.workshop
  try {
    const { uniquifier, digest, isExpired } = mailTokens.confirm.read(visit.request.segment)
    const { account } = await identities.find(uniquifier)
    if (await identities.isConfirmed(account)) {
      return { category: 'info', flaw: messages.alreadyConfirmed, account }
    }
    const { email } = account
    // The link is about the address that it was sent to, and no other that the account got since.
    if (email === undefined || !(await isDigestOf(storedEmail(email), digest))) {
      return { category: 'error' }
    }
    if (!isExpired) return { category: 'error', account }
    return { category: 'error', flaw: sendAgain(visit, email), account }
  } catch (error) {
    if (!(error instanceof AuthError) || troubles.has(error.code)) throw error
    return { category: 'error' }
  }
}

function sendAgain({ workshop, network }: Visit, email: string): string {
  const { mailTokens, options, post } = workshop
  const flaw = confirmationExpired(within(mailTokens.confirm.maxAge))
  if (!options.insecureDetailedErrors) return flaw
  post.confirm(email, network)
  return flaw + confirmationSentAgain(email)
}
