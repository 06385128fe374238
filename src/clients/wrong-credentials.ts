import { createHmac } from 'node:crypto'
import type { BudgetStore } from '../accounts/index.ts'
import type { Clock } from '../clock.ts'
import { clientAllowance, maxRetryAfter } from '../defaults.ts'
import { AuthError } from '../errors.ts'

export interface WrongCredentialsOptions {
  readonly store: BudgetStore
  readonly clock: Clock
  /** Keys the hashes of networks. */
  readonly limitsSecret: Uint8Array
}

/** Counts one more wrong credential from a network. @throws {AuthError} `rate_limited`. */
export async function countWrong(
  kind: 'verifier' | 'client',
  network: string,
  { store, clock, limitsSecret }: WrongCredentialsOptions,
): Promise<void> {
  const key = createHmac('sha256', limitsSecret).update(`${kind}\0${network}`).digest('base64url')
  const wait = await store.spendBudgets([{ key, ...clientAllowance }], clock())
  if (wait === 0) return
  const retryAfter = Math.min(maxRetryAfter, Math.ceil(wait))
  throw new AuthError('rate_limited', `too many wrong ${kind} credentials`, { retryAfter })
}
