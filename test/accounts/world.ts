import type { Accounts, AccountsOptions } from '../../src/accounts/index.ts'
import { createAccounts } from '../../src/accounts/index.ts'
import type { Passwords } from '../../src/passwords/index.ts'
import { createPasswords } from '../../src/passwords/index.ts'
import type { Store } from '../../src/storage/index.ts'
import { memory } from '../../src/storage/index.ts'
import type { Revocation } from '../../src/tokens/index.ts'

export const phrase = 'four words of no song'
export const network = '203.0.113.7'

/** Accounts on the memory store, a clock that is set by hand, and a count of what was hashed. */
export interface World {
  readonly accounts: Accounts
  readonly store: Store
  readonly passwords: Passwords
  readonly published: Revocation[]
  /** Passwords that were held against a hash, or against none. */
  verified: number
  now: number
  /** The same accounts under other options. */
  accountsWith(options: Partial<AccountsOptions>): Accounts
}

export function createWorld(options: Partial<AccountsOptions> = {}): World {
  const hashing = createPasswords({ argon2id: { memoryCost: 64 }, queueLength: 1_000 })
  const passwords: Passwords = {
    ...hashing,
    verify(stored, password, wait) {
      world.verified += 1
      return hashing.verify(stored, password, wait)
    },
  }
  const store = memory()
  const published: Revocation[] = []
  const accountsWith = (more: Partial<AccountsOptions>): Accounts =>
    createAccounts({
      store,
      passwords,
      clock: () => world.now,
      publish: (revocations) => published.push(...revocations),
      revocationLifetime: 660,
      ...options,
      ...more,
    })
  const accounts = accountsWith({})
  const world: World = {
    accounts,
    store,
    passwords,
    published,
    accountsWith,
    verified: 0,
    now: 1_795_000_000,
  }
  return world
}

/** How often each outcome came: `'ok'` or the code of the refusal. */
export async function outcomes(
  attempts: readonly Promise<unknown>[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const settled of await Promise.allSettled(attempts)) {
    const outcome =
      settled.status === 'fulfilled' ? 'ok' : String(settled.reason?.code ?? settled.reason)
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}
