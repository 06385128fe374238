import { after, before } from 'node:test'
import type { AccountRecord } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'
import type { KeyRecord } from '../keys/index.ts'
import { randomId } from '../random.ts'
import type { Session, SessionEnd, SessionStart } from '../sessions/index.ts'
import type { Store } from '../storage/index.ts'

/** Opens an empty store that nothing else uses. */
export type OpenStore = () => Promise<Store>

/** When every story begins; a store takes its time from its arguments. */
export const start: NumericDate = 1_800_000_000

/** When the revocations of a story may be forgotten. */
export const revokeUntil: NumericDate = start + 86_400

/** A store that the tests of one suite share; each uses accounts of its own. */
export function sharedStore(open: OpenStore): () => Store {
  let store: Store | undefined
  before(async () => {
    store = await open()
    await store.migrate()
  })
  after(() => store?.close())
  return () => {
    if (!store) throw new Error('no store was opened')
    return store
  }
}

/** Runs one test on a store of its own. */
export const withOwnStore =
  (open: OpenStore, test: (store: Store) => Promise<void>): (() => Promise<void>) =>
  async () => {
    const store = await open()
    try {
      await store.migrate()
      await test(store)
    } finally {
      await store.close()
    }
  }

export function accountRecord(changes: Partial<AccountRecord> = {}): AccountRecord {
  const name = randomId()
  return {
    id: `acc_${randomId()}`,
    username: `Ada ${name}`,
    usernameKey: `ada ${name}`,
    email: `Ada@${name}.example`,
    emailKey: `ada@${name}.example`,
    roles: ['admin', 'a "quoted" role'],
    scopes: ['orders:read'],
    createdAt: start + 0.123_456,
    disabledAt: undefined,
    passwordHash: '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA',
    passwordVersion: 1,
    ...changes,
  }
}

export const sessionOf = (accountId: string, changes: Partial<Session> = {}): Session => ({
  id: randomId(),
  accountId,
  clientId: 'web',
  generation: 1,
  renewalIds: '',
  authenticatedAt: start,
  rotatedAt: start,
  lastUsedAt: start,
  idleLifetime: 3_600,
  idleExpiresAt: start + 3_600,
  expiresAt: start + 86_400,
  endedAt: undefined,
  endReason: undefined,
  device: 'Mozilla/5.0 (ünïcödé 🦀)',
  network: '203.0.113.0/24',
  ...changes,
})

export const sessionStart = (changes: Partial<SessionStart> = {}): SessionStart => ({
  passwordVersion: 1,
  maxSessions: 1_000,
  revokeUntil,
  ...changes,
})

export const sessionEnd = (changes: Partial<SessionEnd> = {}): SessionEnd => ({
  reason: 'signed_out',
  now: start + 60,
  revokeUntil,
  ...changes,
})

export const keyRecord = (sequence: number, changes: Partial<KeyRecord> = {}): KeyRecord => ({
  kid: randomId(),
  sequence,
  algorithm: 'ES256',
  state: 'published',
  publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  sealedPrivateKey: `sealed ${sequence}`,
  createdAt: start,
  stateSince: start,
  ...changes,
})

/** An account with one live session, both stored. */
export async function signedIn(
  store: Store,
  changes: Partial<Session> = {},
): Promise<{ readonly account: AccountRecord; readonly session: Session }> {
  const account = accountRecord()
  const session = sessionOf(account.id, changes)
  await store.insertAccount(account)
  await store.insertSession(session, sessionStart())
  return { account, session }
}

/** `count` things at once. */
export const atOnce = <Result>(
  count: number,
  act: (index: number) => Promise<Result>,
): Promise<Result[]> => Promise.all(Array.from({ length: count }, (_, index) => act(index)))

/** What a deep comparison of `Account` expects of an account as it is stored. */
export const withoutPassword = ({
  usernameKey: _usernameKey,
  emailKey: _emailKey,
  passwordHash: _passwordHash,
  passwordVersion: _passwordVersion,
  ...account
}: AccountRecord): Omit<
  AccountRecord,
  'usernameKey' | 'emailKey' | 'passwordHash' | 'passwordVersion'
> => account
