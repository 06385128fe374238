import { createHmac } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { maxRetryAfter, nameAllowance, signInAllowances } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { Budget, BudgetStore } from './account-store.ts'

/** How often something may be tried: `burst` times at once, then once more every `interval` seconds. */
export interface Allowance {
  readonly burst: number
  /** Seconds. */
  readonly interval: number
}

/** How many wrong passwords are borne. Right ones are given back. */
export interface SignInLimits {
  /** For one name from one network. Default: 10, and one more every 90 seconds. */
  readonly perNameAndNetwork?: Allowance
  /** For one name from everywhere: many addresses guess one password. Default: 100, and one every 36 seconds. */
  readonly perName?: Allowance
  /** From one network for all names: one password is tried on many accounts. Default: 100, and one every 9 seconds. */
  readonly perNetwork?: Allowance
  /** From everywhere for all names. Default: 10,000, and 100 every second. */
  readonly overall?: Allowance
}

/** One try to sign in, as far as it is counted. */
export interface Attempt {
  /** Its canonical form; `undefined`: no account can have that name, and all such names are one. */
  readonly key: string | undefined
  readonly kind: 'username' | 'email'
  readonly network: string
  /** Whether a live session of this very account comes from the network. */
  readonly known: boolean
}

/** What an attempt took. */
export interface Spending {
  /** The password was right: only what it proved is forgiven, so that one's own account does not buy guesses at others (Q12). */
  forgive(): Promise<void>
  /** No password was looked at. */
  undo(): Promise<void>
}

export interface LimiterOptions {
  readonly store: BudgetStore
  readonly clock: Clock
  readonly limits: SignInLimits
  /** Keys the hashes of names, some of which are passwords in the wrong field. */
  readonly secret: Uint8Array
}

/** Counts attempts. */
export interface Limiter {
  /** A new name that the account asks for. @throws {AuthError} `rate_limited`. */
  spendName(accountId: string): Promise<void>
  /** @throws {AuthError} `rate_limited`, and then nothing was taken. */
  spend(attempt: Attempt): Promise<Spending>
}

export function createLimiter({ store, clock, limits, secret }: LimiterOptions): Limiter {
  const allowances = { ...signInAllowances, ...limits }
  for (const [name, { burst, interval }] of Object.entries(allowances)) {
    if (!Number.isSafeInteger(burst) || burst < 1 || !(interval > 0) || interval === Infinity) {
      throw new RangeError(`${name}: expected a burst of 1 or more and an interval of more than 0`)
    }
  }
  const keyOf = (...parts: readonly string[]): string =>
    createHmac('sha256', secret).update(parts.join('\0')).digest('base64url')
  const budget = (name: keyof typeof allowances, ...parts: readonly string[]): Budget => ({
    key: keyOf(name, ...parts),
    ...allowances[name],
  })

  const take = async (budgets: readonly Budget[], message: string): Promise<void> => {
    const wait = await store.spendBudgets(budgets, clock())
    if (wait === 0) return
    const retryAfter = Math.min(maxRetryAfter, Math.ceil(wait))
    throw new AuthError('rate_limited', message, { retryAfter })
  }

  return {
    spendName: (accountId) =>
      take([{ key: keyOf('names', accountId), ...nameAllowance }], 'too many new names'),

    async spend({ key = '', kind, network, known }) {
      const pair = budget('perNameAndNetwork', kind, key, network)
      const shared = [budget('perNetwork', network)]
      // Whoever guesses from elsewhere must not be able to lock the owner out of a device that is signed in (L20).
      if (!known) shared.push(budget('perName', kind, key), budget('overall'))
      const budgets = [pair, ...shared]
      await take(budgets, 'too many wrong passwords')
      return {
        async forgive() {
          await Promise.all([store.resetBudgets([pair.key]), store.refundBudgets(shared, clock())])
        },
        undo: () => store.refundBudgets(budgets, clock()),
      }
    },
  }
}

/** Counts nothing. */
export const unlimited: Limiter = {
  spendName: async () => {},
  spend: async () => ({ forgive: async () => {}, undo: async () => {} }),
}
