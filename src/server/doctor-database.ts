import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { systemClock } from '../clock.ts'
import { clockTolerance, keyPublishLead, keySigningLifetime } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { DatabaseState } from '../sqlite/index.ts'
import { databaseFile } from './data-directory.ts'
import type { Finding } from './doctor.ts'
import type { Config } from './setting.ts'

/** The database as it is, and what it says of the clock and the keys. */
export const inspectDatabase = (config: Config): Promise<readonly Finding[]> =>
  config.databaseUrl === undefined ? inspectFile(config) : inspectServer(config)

/** One that runs elsewhere, and whose clock all servers go by. */
async function inspectServer(config: Config): Promise<readonly Finding[]> {
  const check = 'database'
  const { openStore } = await import('./open-store.ts')
  const store = await openStore(config, {})
  try {
    const missing = (await store.pendingMigrations?.())?.length ?? 0
    const reached: Finding = { check, status: 'ok', found: 'reached' }
    const database = [reached, failover(await store.waitsForStandby?.()), schema(missing)]
    return missing === 0 ? [...database, keys(await store.listKeys())] : database
  } catch (error) {
    const found = error instanceof AuthError ? error.message : 'not to be used'
    const advice = 'try psql with the same URL, and look at the log of PostgreSQL'
    return [{ check, status: 'fail', found, advice }]
  } finally {
    await store.close()
  }
}

async function inspectFile({ data }: Config): Promise<readonly Finding[]> {
  const check = 'database'
  const file = databaseFile(data)
  if (!existsSync(file)) {
    return [{ check, status: 'ok', found: 'not there yet: made at the first start' }]
  }
  // What only reads settings should not wait for it.
  const { inspectSqlite } = await import('../sqlite/index.ts')
  let state: DatabaseState
  try {
    state = await inspectSqlite(file)
  } catch (error) {
    const found = error instanceof Error ? error.message : 'unreadable'
    return [{ check, status: 'fail', found, advice: 'restore a backup, or run the right release' }]
  }
  const { mtimeMs } = await stat(file)
  return [
    { check, status: 'ok', found: 'whole' },
    schema(state.missing),
    clock(Math.max(mtimeMs / 1_000, ...state.keys.map(({ stateSince }) => stateSince))),
    keys(state.keys),
  ]
}

/** Without it "refused everywhere, at once" holds until the primary is lost. */
function failover(isSafe = false): Finding {
  const check = 'failover'
  if (isSafe) return { check, status: 'ok', found: 'commits wait for a standby' }
  const found =
    'commits wait for no standby: where that is how you fail over, sign-outs may be lost'
  return { check, status: 'warn', found, advice: 'set synchronous_standby_names' }
}

function schema(missing: number): Finding {
  const behind = `${missing} migrations behind: the next start brings it up to date`
  return { check: 'schema', status: 'ok', found: missing === 0 ? 'up to date' : behind }
}

/** A clock that was set back brings ended tokens to life, and makes new ones that nobody believes yet. */
function clock(latest: number): Finding {
  const check = 'clock'
  const behind = Math.round(latest - systemClock())
  if (behind <= clockTolerance) return { check, status: 'ok', found: 'after all that is recorded' }
  const found = `${behind} seconds before the last thing that is recorded`
  return { check, status: 'fail', found, advice: 'set the clock, and keep it with NTP' }
}

function keys(records: DatabaseState['keys']): Finding {
  const check = 'signing key'
  const signing = records.findLast(({ state }) => state === 'signing')
  if (!signing) return { check, status: 'ok', found: 'none yet: made at the first start' }
  const age = systemClock() - signing.stateSince
  const found = `${signing.algorithm}, for ${Math.floor(age / 86_400)} days; ${records.length} in the ring`
  // A day's grace: the server that rotates may be the one that is about to start.
  if (age <= keySigningLifetime + keyPublishLead + 86_400) return { check, status: 'ok', found }
  const advice = 'a running server rotates it; start one, and look for task_failed in its log'
  return { check, status: 'warn', found, advice }
}
