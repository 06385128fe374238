import type { AccountRecord } from '../../src/accounts/index.ts'
import type { Session } from '../../src/sessions/index.ts'

const at = 1_000_000

/** An account that may sign in. */
export const account: AccountRecord = {
  id: 'acc_AAAAAAAAAAAAAAAAAAAAAA',
  username: 'ada',
  usernameKey: 'ada',
  email: undefined,
  emailKey: undefined,
  roles: ['admin'],
  scopes: ['orders:read'],
  createdAt: at,
  disabledAt: undefined,
  passwordHash: undefined,
  passwordVersion: 1,
}

/** A live session of it. */
export const session: Session = {
  id: 'BBBBBBBBBBBBBBBBBBBBBA',
  accountId: account.id,
  clientId: 'first-party',
  generation: 0,
  renewalIds: '',
  authenticatedAt: at,
  rotatedAt: at,
  lastUsedAt: at,
  idleLifetime: 3_600,
  idleExpiresAt: at + 3_600,
  expiresAt: at + 86_400,
  endedAt: undefined,
  endReason: undefined,
  device: undefined,
  network: undefined,
}
