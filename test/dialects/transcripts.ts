// Recorded exchanges of the originals, as requests, and what of an answer is compared.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

/** One exchange, as it was recorded. */
export interface Exchange {
  /** Which application it was; of Flask-Security since 5 the profile says that. */
  readonly peer?: string
  readonly profile?: string
  /** Of the newest Flask-Security, which release. */
  readonly snapshot?: string
  readonly name: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: readonly (readonly [string, string])[]
    readonly body: string | null
  }
  readonly response: {
    readonly status: number
    readonly headers: readonly (readonly [string, string])[]
    readonly body: string | null
  }
}

export const readTranscript = (name: string): readonly Exchange[] =>
  readExchanges(`${name}-transcripts`)

/** What a file of `test/vectors` holds. */
export const readExchanges = (path: string): readonly Exchange[] =>
  readFileSync(new URL(`../vectors/${path}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Exchange) // as the file has them

export const requestOf = ({ request }: Exchange): Request =>
  new Request(`http://localhost${request.path}`, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: request.body,
  })

/** What a client acts on. */
export interface Face {
  readonly status: number
  readonly type: string
  readonly challenge: string
  readonly allow: readonly string[]
  readonly location: string
  readonly body: string
}

function faceOf(status: number, headers: Headers, body: string): Face {
  const location = headers.get('location')
  return {
    status,
    type: headers.get('content-type') ?? '',
    challenge: headers.get('www-authenticate') ?? '',
    // Flask writes a set, in any order.
    allow: (headers.get('allow') ?? '').split(', ').toSorted(),
    location: location === null ? '' : new URL(location, 'http://localhost').pathname,
    body,
  }
}

export const recordedFace = ({ response: { status, headers, body } }: Exchange): Face =>
  faceOf(
    status,
    new Headers(headers.map(([name, value]): [string, string] => [name, value])),
    body ?? '',
  )

export const faceOfResponse = async (response: Response): Promise<Face> =>
  faceOf(response.status, response.headers, await response.text())

/** A difference that is meant. The docs print these, and the tests know no others. */
export interface Difference {
  readonly original: string
  readonly here: string
  readonly why: string
  /** The names of the recorded exchanges that show it. */
  readonly exchanges: readonly string[]
  /** The option with which there is none. */
  readonly option?: string
}

/**
 * Holds a replay to the table: whatever is in it differs, but for what an option takes away, and nothing else does.
 */
export class Ledger {
  readonly #differences: readonly Difference[]
  readonly #differed = new Set<string>()
  readonly #options: ReadonlySet<string>

  constructor(differences: readonly Difference[], options: readonly string[] = []) {
    this.#differences = differences
    this.#options = new Set(options)
  }

  compare(name: string, actual: Face, expected: Face): void {
    try {
      assert.deepEqual(actual, expected, name)
    } catch (error) {
      if (!this.#expected().includes(name)) throw error
      this.#differed.add(name)
    }
    // The one thing that no option gives back.
    assert.ok(actual.status < 500, name)
  }

  /** To be asked at the end. */
  settle(): void {
    assert.deepEqual([...this.#differed].toSorted(), this.#expected().toSorted())
  }

  #expected(): string[] {
    return this.#differences
      .filter(({ option = '' }) => !this.#options.has(option))
      .flatMap(({ exchanges }) => exchanges)
  }
}

/** That a page of the docs prints the table as it is. */
export function assertPrinted(
  page: string,
  differences: readonly Difference[],
  heading = 'What differs',
): void {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8')
  const [, section = ''] = text.split(`## ${heading}\n`)
  const printed =
    section
      .split(/^## /m, 1)[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| ')) ?? []
  const rows = differences.map(
    ({ original, here, why, option }) =>
      `| ${original} | ${here} | ${why} | ${option === undefined ? '' : `\`${option}\``} |`,
  )
  assert.deepEqual(printed.slice(1), rows)
}
