import { argon2id, importedHashKinds } from '../defaults.ts'
import { hashPassword } from '../passwords/index.ts'
import { randomSecret } from '../random.ts'
import type { Outcome } from './account-importer.ts'
import type { Terminal } from './terminal.ts'

interface HashKind {
  readonly scheme: string
  /** In KiB that argon2id fills once. */
  readonly cost: number
  count: number
}

/** Counts what became of rows, and tells of those that were refused. */
export class ImportReport {
  readonly #terminal: Terminal
  readonly #problemsShown: number
  readonly #counts = { imported: 0, updated: 0, there: 0, different: 0, refused: 0 }
  readonly #hashes = new Map<string, HashKind>()
  #named = 0

  constructor(terminal: Terminal, options: { readonly problemsShown: number }) {
    this.#terminal = terminal
    this.#problemsShown = options.problemsShown
  }

  get rows(): number {
    return Object.values(this.#counts).reduce((sum, count) => sum + count)
  }

  /** Rows whose account is not there as the row has it. */
  get left(): number {
    return this.#counts.different + this.#counts.refused
  }

  add(outcome: Outcome): void {
    this.#counts[outcome.kind] += 1
    if ('problem' in outcome) {
      if (this.left > this.#problemsShown) return
      const { kind, line, problem } = outcome
      const { code, message } = problem
      this.#terminal.say(`line ${line}: ${code}: ${message}`, {
        line,
        outcome: kind,
        code,
        message,
      })
      return
    }
    if (outcome.kind === 'imported' && outcome.named) this.#named += 1
    if (outcome.hash) this.#count(outcome.hash)
  }

  /** The last word. */
  async show(about: {
    readonly dryRun: boolean
    readonly ignored: readonly string[]
  }): Promise<void> {
    const { imported, updated, there, different, refused } = this.#counts
    const hashes = [...this.#hashes.values()].toSorted((a, b) => b.count - a.count)
    const perCost = hashes.length === 0 ? 0 : await secondsPerCost()
    const kinds = hashes.map((kind) => ({ ...kind, seconds: round(kind.cost * perCost) }))
    if (this.#terminal.json) {
      const counts = { imported, updated, alreadyThere: there, different, refused }
      const rest = { usernamesMade: this.#named, ignoredColumns: about.ignored, hashes: kinds }
      this.#terminal.say('', { dryRun: about.dryRun, ...counts, ...rest })
      return
    }
    const lines = [
      `${about.dryRun ? 'would import' : 'imported'}: ${imported}`,
      ...(updated > 0 ? [`${about.dryRun ? 'would update' : 'updated'}: ${updated}`] : []),
      `already there: ${there}`,
      `there with other data, left as it is: ${different}`,
      `refused: ${refused}`,
      ...(this.#named > 0 ? [`without a username, named user_…: ${this.#named}`] : []),
      ...(about.ignored.length > 0 ? [`columns ignored: ${about.ignored.join(', ')}`] : []),
    ]
    for (const line of lines) this.#terminal.say(line, {})
    if (kinds.length > 0) this.#terminal.table(kinds, ['scheme', 'cost', 'count', 'seconds'])
  }

  #count({ scheme, cost }: { readonly scheme: string; readonly cost: number }): void {
    const isNew = !this.#hashes.has(`${scheme} ${cost}`)
    const kind =
      isNew && this.#hashes.size >= importedHashKinds
        ? { scheme: 'other', cost: 0 }
        : { scheme, cost }
    const key = `${kind.scheme} ${kind.cost}`
    const counted = this.#hashes.get(key) ?? { ...kind, count: 0 }
    counted.count += 1
    this.#hashes.set(key, counted)
  }
}

/** What a unit of cost takes on this machine, by the better of two hashes of today's kind. */
async function secondsPerCost(): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 2; round += 1) {
    const before = performance.now()
    await hashPassword(randomSecret())
    times.push(performance.now() - before)
  }
  return Math.min(...times) / 1_000 / (argon2id.memoryCost * argon2id.timeCost)
}

const round = (seconds: number): number => Number(seconds.toPrecision(2))
