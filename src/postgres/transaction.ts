import { faultOf } from './faults.ts'
import type { PgClient, PgQuery } from './pool.ts'

export interface Outcome {
  readonly rows: readonly (readonly unknown[])[]
  readonly stoppedAt: number | undefined
}

/** A statement as it is sent. */
export interface Step {
  readonly query: PgQuery
  readonly guard: boolean
  readonly script: boolean
}

/** Sends a query, or has sent it already; its rows. */
type Answer = () => Promise<readonly unknown[]>

/**
 * Runs a batch on a connection that nobody else uses meanwhile. Rejects with what `pg` says; then nothing
 * was written, unless the connection broke at the commit.
 */
export async function runBatch(
  client: PgClient,
  steps: readonly Step[],
  { relaxed }: { readonly relaxed: boolean },
): Promise<Outcome> {
  const queries = steps.map(({ query }) => query)
  // Whatever follows a guard that finds nothing is rolled back with it; but a migration, which may take
  // long and keep others from its tables, must not even begin.
  const atOnce = client.pipeline === true && !steps.some(({ script }) => script)
  // A single statement is atomic by itself, and a guard that finds nothing has done nothing.
  const isSingle = steps.length === 1
  if (isSingle && !relaxed) return read(steps, send(client, queries, atOnce))
  const isDecided = isSingle || steps.every(({ guard }) => !guard)
  try {
    const opening = relaxed ? beginRelaxed : begin
    const all = [opening, ...queries, ...(isDecided ? [commit] : [])]
    const [opened, ...answers] = send(client, all, atOnce)
    await opened?.()
    const outcome = await read(steps, answers)
    if (isDecided) await answers.at(-1)?.()
    else await client.query(outcome.stoppedAt === undefined ? commit : rollback)
    return outcome
  } catch (error) {
    // A connection that is broken takes its transaction with it.
    if (faultOf(error) !== 'broken') await client.query(rollback)
    throw error
  }
}

/** At once, in one round trip, where the connection allows it; or else each when it is asked for. */
const send = (client: PgClient, queries: readonly PgQuery[], atOnce: boolean): readonly Answer[] =>
  queries.map((query) => {
    const ask = async (): Promise<readonly unknown[]> => (await client.query(query)).rows
    if (!atOnce) return ask
    const asked = ask()
    // One that nobody waits for any more must not count as unhandled.
    asked.catch(() => {})
    return () => asked
  })

async function read(steps: readonly Step[], answers: readonly Answer[]): Promise<Outcome> {
  const rows: (readonly unknown[])[] = []
  for (const [index, { guard }] of steps.entries()) {
    try {
      rows.push((await answers[index]?.()) ?? [])
    } catch (error) {
      if (guard && faultOf(error) === 'taken') return { rows, stoppedAt: index }
      throw error
    }
    if (guard && rows[index]?.length === 0) return { rows, stoppedAt: index }
  }
  return { rows, stoppedAt: undefined }
}

const begin: PgQuery = { text: 'BEGIN' }
const beginRelaxed: PgQuery = { text: 'BEGIN; SET LOCAL synchronous_commit = off' }
const commit: PgQuery = { text: 'COMMIT' }
const rollback: PgQuery = { text: 'ROLLBACK' }
