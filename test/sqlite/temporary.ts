import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { AccountRecord } from '../../src/accounts/index.ts'
import { randomId } from '../../src/random.ts'
import type { Session } from '../../src/sessions/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import type { SqliteOptions } from '../../src/sqlite/index.ts'
import type { Store } from '../../src/storage/index.ts'

export const start = 1_800_000_000

/** A directory that is gone after the tests of the file; returns paths in it. */
export function temporaryDirectory(): (name: string) => string {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-sqlite-'))
  after(() => rmSync(directory, { recursive: true, force: true }))
  return (name) => join(directory, name)
}

export async function openStore(file: string, options: SqliteOptions = {}): Promise<Store> {
  const store = sqlite(file, options)
  await store.migrate()
  return store
}

export function accountRecord(): AccountRecord {
  const name = randomId()
  return {
    id: `acc_${name}`,
    username: name,
    usernameKey: name,
    email: undefined,
    emailKey: undefined,
    roles: [],
    scopes: [],
    createdAt: start,
    disabledAt: undefined,
    passwordHash: undefined,
    passwordVersion: 1,
  }
}

/** A live session of an account of its own, both stored. */
export async function storedSession(store: Store): Promise<Session> {
  const account = accountRecord()
  const session: Session = {
    id: randomId(),
    accountId: account.id,
    clientId: 'web',
    generation: 0,
    renewalIds: '',
    authenticatedAt: start,
    rotatedAt: start,
    lastUsedAt: start,
    idleLifetime: 3_600,
    idleExpiresAt: start + 3_600,
    expiresAt: start + 86_400,
    endedAt: undefined,
    endReason: undefined,
    device: undefined,
    network: undefined,
  }
  await store.insertAccount(account)
  await store.insertSession(session, {
    passwordVersion: 1,
    maxSessions: 1_000,
    revokeUntil: start,
  })
  return session
}

export const rotationOf = (
  id: string,
  generation: number,
): { id: string; generation: number; renewalId: string; now: number } => ({
  id,
  generation,
  renewalId: 'r'.repeat(16),
  now: start,
})
