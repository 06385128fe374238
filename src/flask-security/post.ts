import { createHmac } from 'node:crypto'
import { parseEmail } from '../accounts/index.ts'
import type { Account, Budget } from '../accounts/index.ts'
import type { Auth } from '../auth/index.ts'
import type { Clock } from '../clock.ts'
import { AuthError } from '../errors.ts'
import { mailAllowances } from './defaults.ts'
import type { Identities } from './identities.ts'
import { standardLetters } from './letters.ts'
import type { FlaskLetters } from './letters.ts'
import { digestedPassword, storedEmail } from './mail-tokens.ts'
import type { MailTokens } from './mail-tokens.ts'
import type { FlaskSecurityOptions } from './options.ts'

/**
 * Letters to people. Everything that depends on who has an account happens when a letter's turn comes,
 * after the answer; nothing that a stranger sees does.
 */
export interface Post {
  /** Instructions to reset the password of whoever has the address and may sign in. */
  reset(email: string, network: string): void
  /** Instructions to confirm the address of whoever has it and has not yet. */
  confirm(email: string, network: string, letter?: 'confirmInstructions' | 'welcome'): void
  /** That somebody tried to register an address that is taken. */
  taken(email: string, network: string): void
  /** What happened to a password. */
  notice(account: Account, letter: 'resetNotice' | 'changeNotice'): void
}

export interface PostOptions {
  readonly auth: Auth
  readonly options: FlaskSecurityOptions
  readonly identities: Identities
  readonly mailTokens: { readonly reset: MailTokens; readonly confirm: MailTokens }
  readonly secret: string | Uint8Array
  readonly clock: Clock
}

export function createPost(parts: PostOptions): Post {
  const { auth, options, identities, mailTokens, secret, clock } = parts
  const { outbox, store, recoverable = false, confirmable = false } = options
  const letters: FlaskLetters = { ...standardLetters, ...options.letters }
  const base = (options.publicUrl ?? auth.issuer).replace(/\/$/, '') + (options.urlPrefix ?? '')
  const resetPage = recoverable ? `${base}/reset` : undefined

  function post(kind: keyof FlaskLetters, find: () => Promise<Letter | undefined>): void {
    outbox?.post(async () => {
      const found = await find()
      return found && { to: found.email, ...letters[kind]({ ...found }) }
    })
  }

  /** About what has happened already: a full queue does not undo it. */
  function tell(kind: keyof FlaskLetters, find: () => Promise<Letter | undefined>): void {
    try {
      post(kind, find)
    } catch (error) {
      if (!(error instanceof AuthError)) throw error
    }
  }

  /** Nobody's mailbox is filled, and no network makes us fill many. @throws {AuthError} `rate_limited`. */
  async function spend(email: string, network: string): Promise<void> {
    const budgets = [
      budget(secret, 'address', parseEmail(email).key),
      budget(secret, 'network', network),
    ]
    const wait = await store.spendBudgets(budgets, clock())
    if (wait > 0) throw new AuthError('rate_limited', 'too many letters to one address')
  }

  async function receiver(email: string, network: string): Promise<Receiver | undefined> {
    await spend(email, network)
    const account = await auth.accounts.findByEmail(email)
    if (account?.email === undefined || account.disabledAt !== undefined) return undefined
    return { ...account, email: account.email }
  }

  return {
    reset: (email, network) =>
      post('resetInstructions', async () => {
        const account = await receiver(email, network)
        if (!account || !(await identities.maySignIn(account))) return undefined
        const identity = await identities.of(account)
        const record = await store.findAccountById(account.id)
        const digested = digestedPassword(record?.passwordHash)
        const token = await mailTokens.reset.issue(identity, digested, account.email)
        return { email: account.email, link: `${base}/reset/${token}` }
      }),

    confirm: (email, network, letter = 'confirmInstructions') =>
      (letter === 'welcome' ? tell : post)(letter, async () => {
        const account = await receiver(email, network)
        if (!account) return undefined
        if (!confirmable) return { email: account.email, link: undefined }
        if (await identities.isConfirmed(account)) return undefined
        const identity = await identities.of(account)
        const { email: address } = account
        const token = await mailTokens.confirm.issue(identity, storedEmail(address), address)
        return { email: account.email, link: `${base}/confirm/${token}` }
      }),

    taken: (email, network) =>
      tell('welcomeExisting', async () => {
        const account = await receiver(email, network)
        return account && { email: account.email, link: resetPage }
      }),

    notice: ({ email }, letter) =>
      tell(letter, async () => (email === undefined ? undefined : { email, link: resetPage })),
  }
}

const budget = (
  secret: string | Uint8Array,
  kind: keyof typeof mailAllowances,
  counted: string,
): Budget => ({
  key: createHmac('sha256', secret).update(`letters ${kind}\0${counted}`).digest('base64url'),
  ...mailAllowances[kind],
})

interface Letter {
  readonly email: string
  readonly link: string | undefined
}

type Receiver = Account & { readonly email: string }
