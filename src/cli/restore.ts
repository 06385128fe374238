import { existsSync } from 'node:fs'
import { systemClock } from '../clock.ts'
import { clockTolerance, maxAccessTokenLifetime } from '../defaults.ts'
import { createMasterSecret } from '../keys/index.ts'
import type { MasterSecret } from '../keys/index.ts'
import { ConfigError, databaseFile, makeDataDirectory, readSecretFile } from '../server/index.ts'
import type { Config } from '../server/index.ts'
import type { Store } from '../storage/index.ts'
import { databaseSettings, type Call, type Command } from './command.ts'
import { withStore } from './database.ts'
import { Refused, UsageError } from './failures.ts'

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'put a backup in the place of the database, and end all sessions; no server may run',
  argument: '[file]',
  settings: databaseSettings,
  options: [
    { flag: '--finish', help: 'PostgreSQL, after pg_restore: end all sessions' },
    {
      flag: '--keep-sessions',
      help: 'end none: sessions that ended since, and spent refresh tokens, are good again',
    },
    { flag: '--yes', help: 'do not ask' },
  ],
  examples: [
    'restore /backup/latchkey-2026-11-26.db',
    'restore --finish --database-url postgres://owner@db.example.com/auth',
  ],
  run: (call) => (call.config.databaseUrl === undefined ? restoreFile(call) : finishServer(call)),
}

async function restoreFile(call: Call): Promise<void> {
  const { config, terminal, argument: backup, has } = call
  if (has('finish')) throw new UsageError('--finish is for PostgreSQL; see --database-url')
  if (backup === undefined) throw new UsageError('which file is it?')
  if (!existsSync(backup)) throw new Refused('there is no such file')
  const file = databaseFile(config.data)
  await makeDataDirectory(config.data, { restoring: true })
  const secret = await secretOf(config, `${file}.secret`)
  if (existsSync(file)) {
    await terminal.confirm(`Replace ${file}, which will be kept under another name?`, {
      yes: has('yes'),
    })
  }
  const { restoreSqlite } = await import('../sqlite/index.ts')
  let sessions = 0
  const kept = await restoreSqlite(backup, file, async (store) => {
    sessions = await finish(store, secret, call)
  })
  terminal.say(`Restored; ${sessions} sessions ended.`, { sessions, kept })
  if (kept !== undefined) terminal.warn(`the database of before is ${kept}`)
}

async function finishServer(call: Call): Promise<void> {
  const { config, terminal, argument, has } = call
  if (argument !== undefined || !has('finish')) {
    throw new UsageError('PostgreSQL has its own: pg_restore, and then restore --finish')
  }
  if (config.secretFile === undefined) {
    throw new ConfigError('secret-file: PostgreSQL needs one, the same for all servers')
  }
  const secret = await secretOf(config, config.secretFile)
  await terminal.confirm('End all sessions?', { yes: has('yes') })
  const sessions = await withStore(config, (store) => finish(store, secret, call))
  terminal.say(`Restored; ${sessions} sessions ended.`, { sessions })
}

/** @throws {Refused} when the secret is not the one that these data belong to. */
async function finish(
  store: Store,
  secret: MasterSecret,
  { terminal, has }: Call,
): Promise<number> {
  const { finishRestore } = await import('../storage/sql-store.ts')
  const { tables, clock = systemClock } = store
  if (!tables) throw new TypeError('restore: expected a store that has tables')
  const keys = await store.listKeys()
  if (!keys.every(({ sealedPrivateKey }) => secret.findSealing(sealedPrivateKey))) {
    throw new Refused('the secret is not the one of this backup')
  }
  const keepSessions = has('keep-sessions')
  if (keepSessions) {
    terminal.warn(
      'sessions that ended after the backup, and refresh tokens spent since, are good again',
    )
  }
  const now = clock()
  const revokeUntil = now + maxAccessTokenLifetime + 2 * clockTolerance
  return finishRestore(tables, { now, revokeUntil, keepSessions })
}

async function secretOf({ secretFile }: Config, local: string): Promise<MasterSecret> {
  const file = secretFile ?? local
  if (!existsSync(file)) {
    throw new Refused(
      `the secret is not there: ${file}. Put its copy in its place (mode 0600); without it the keys in a backup cannot be opened`,
    )
  }
  return createMasterSecret(await readSecretFile(file))
}
