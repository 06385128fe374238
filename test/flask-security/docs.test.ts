import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const page = read('docs/flask-security.md')

interface Difference {
  readonly what: string
  readonly theirs: string
  readonly ours: string
  readonly why: string
}

describe('docs/flask-security.md', () => {
  it('has the table of differences as the test has it', () => {
    const differences = JSON.parse(
      read('test/vectors/flask-security/differences.json'),
    ) as readonly Difference[] // as it was written
    const rows = differences.map(
      ({ what, theirs, ours, why }) => `| ${what} | ${theirs} | ${ours} | ${why} |`,
    )
    const table = ['| | Flask-Security | here | why |', '|---|---|---|---|', ...rows].join('\n')
    assert.ok(
      page.includes(`<!-- differences -->\n\n${table}\n\n<!-- /differences -->`),
      `expected:\n${table}`,
    )
  })

  it('lists every option', () => {
    const source = read('src/flask-security/options.ts')
    const [, body = ''] =
      /export interface FlaskSecurityOptions[^{]*\{\n(.*?)^\}/ms.exec(source) ?? []
    const keys = [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, key = '']) => key)
    assert.ok(keys.length > 10)
    for (const key of [...keys, 'onEvent']) assert.ok(page.includes(`\n| \`${key}\` |`), key)
  })
})
