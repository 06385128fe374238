// Holds advisories.json to the tests that it names: one that is renamed, or loses its id, fails here.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

/** A known breakage elsewhere. */
interface Advisory {
  /** All names of the one thing; the first is the usual one. */
  readonly ids: readonly string[]
  readonly of: string
  readonly what: string
  /** What fails where we break in the same way; the path is from `test/`. */
  readonly test?: { readonly file: string; readonly name: string }
  /** Why it cannot apply to us. */
  readonly absent?: string
  /** What is missing, where nothing shows it yet. */
  readonly open?: string
}

const read = (path: string): string =>
  readFileSync(new URL(path, new URL('../', import.meta.url)), 'utf8')
const advisories: readonly Advisory[] = JSON.parse(read('hostile/advisories.json'))

describe('what broke elsewhere', () => {
  for (const { ids, of, what, test, absent, open } of advisories) {
    it(`${of} ${ids.join(' ')}: ${what}`, (t) => {
      assert.equal([test, absent, open].filter((verdict) => verdict !== undefined).length, 1)
      if (open !== undefined) return t.skip(`OPEN: ${open}`)
      if (test === undefined) return undefined
      assert.ok(
        ids.some((id) => test.name.includes(id)),
        'the test does not bear its id',
      )
      assert.ok(read(test.file).includes(test.name), `${test.file} has no test ${test.name}`)
      return undefined
    })
  }

  it('is here once', () => {
    const ids = advisories.flatMap((advisory) => advisory.ids)
    assert.deepEqual(
      ids.filter((id, n) => ids.indexOf(id) !== n),
      [],
    )
  })
})
