import type { NumericDate } from '../clock.ts'
import { movedRowsAtOnce, revocationsSkipped } from '../defaults.ts'
import type { RevocationStep, StoredTables } from './tables.ts'

export interface RestoreFinish {
  readonly now: NumericDate
  /** When the last access token issued until now has expired. */
  readonly revokeUntil: NumericDate
  /** Sessions that ended after the backup are alive again, and spent refresh tokens are good once more. */
  readonly keepSessions: boolean
}

/**
 * What is due on data from a backup before anybody uses it: all sessions end, and what was issued to any account,
 * in sessions that the backup knows nothing of too, is refused. Called again it goes on where it was stopped.
 * Returns how many sessions ended.
 */
export async function finishRestore(
  tables: StoredTables,
  { now, revokeUntil, keepSessions }: RestoreFinish,
): Promise<number> {
  // Numbers that were given out after the backup are not given out again: who listens would take a new
  // revocation for one that it knows.
  await tables.skipRevocations((await tables.lastRevocation()) + revocationsSkipped)
  if (keepSessions) return 0
  const step = { limit: movedRowsAtOnce, now, revokeUntil }
  const ended = await inSteps((after) => tables.endSessions({ ...step, after }))
  await inSteps((after) => tables.revokeAccounts({ ...step, after }))
  return ended
}

/** All rows, a step at a time; how many. */
async function inSteps(
  take: (after: RevocationStep['after']) => Promise<readonly string[]>,
): Promise<number> {
  let count = 0
  for (let after = ''; ;) {
    const taken = await take(after)
    if (taken.length === 0) return count
    count += taken.length
    // In whatever order they were returned.
    after = taken.reduce((last, id) => (id > last ? id : last))
  }
}
