import { importedRows } from '../defaults.ts'
import { isOff, isSameSet, readCandidate, saysOff } from './account-candidate.ts'
import type { Candidate, ReadOptions } from './account-candidate.ts'
import { problemOf } from './row-problems.ts'
import type { Row } from './row.ts'

interface Earlier {
  readonly uniquifier: string
  readonly isOff: boolean | undefined
  readonly roles: readonly string[]
}

/** What an earlier file said of the same people: what a later one has otherwise is a change. */
export class EarlierRows {
  readonly #rows = new Map<string, Earlier>()

  /** As many rows as a file may have are remembered; what is no account in it, is none in the later one either. */
  async read(rows: AsyncIterable<Row>, options: ReadOptions): Promise<void> {
    for await (const row of rows) {
      if ('problem' in row) continue
      try {
        this.#remember(readCandidate(row, options))
      } catch (error) {
        problemOf(error)
      }
    }
  }

  #remember(candidate: Candidate): void {
    const { record, identity } = candidate
    if (!identity || this.#rows.size >= importedRows) return
    const { uniquifier } = identity
    this.#rows.set(keyOf(candidate), {
      uniquifier,
      isOff: saysOff(candidate) ? isOff(record) : undefined,
      roles: record.roles,
    })
  }

  /** The row with what it replaces, and without what it says again. */
  compare(candidate: Candidate): Candidate {
    const earlier = this.#rows.get(keyOf(candidate))
    if (!earlier || candidate.previous !== undefined) return candidate
    const said = new Set(candidate.said)
    if (earlier.isOff === isOff(candidate.record)) {
      for (const column of ['active', 'disabled', 'disabledAt']) said.delete(column)
    }
    if (isSameSet(earlier.roles, candidate.record.roles)) said.delete('roles')
    const isNamedSo = candidate.identity?.uniquifier === earlier.uniquifier
    const isSame = isNamedSo && !saysOff({ said }) && !said.has('roles')
    return { ...candidate, said, previous: isSame ? undefined : earlier.uniquifier }
  }
}

/** By address or name: of those an earlier row knows the account. */
const keyOf = ({ record }: Candidate): string => record.emailKey ?? record.usernameKey
