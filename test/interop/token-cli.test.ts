import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { latchkey } from '../cli/latchkey.ts'
import { needs } from '../system/tools.ts'
import { run } from './run.ts'

const key = 'a long random secret, é'
const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
const file = join(directory, 'key')
writeFileSync(file, `${key}\n`, { mode: 0o600 })
after(() => rmSync(directory, { recursive: true }))

const json = '{"id": 12345678901234567890, "10": 1.0, "\\u00e9": [1e-07, null, "\\ud83d\\ude00"]}'
const text = 'any text. at: all'
const cases: readonly {
  readonly kind: string
  readonly payload: string
  /** As Python names them. */
  readonly options: Readonly<Record<string, string>>
}[] = [
  { kind: 'url-safe-timed', payload: json, options: { salt: 'reset' } },
  { kind: 'url-safe-timed', payload: '7', options: { key_derivation: 'hmac' } },
  { kind: 'url-safe', payload: json, options: { digest_method: 'sha512' } },
  { kind: 'timed', payload: json, options: { digest_method: 'sha256', salt: 's' } },
  { kind: 'serializer', payload: json, options: { key_derivation: 'concat' } },
  { kind: 'signer', payload: text, options: {} },
  { kind: 'timestamp-signer', payload: text, options: { key_derivation: 'none' } },
]

const flagsOf = (options: Readonly<Record<string, string>>): string[] =>
  Object.entries(options).flatMap(([name, value]) => [
    { digest_method: '--digest', key_derivation: '--key-derivation' }[name] ?? `--${name}`,
    value,
  ])

async function tokenOf({ kind, payload, options }: (typeof cases)[number]): Promise<string> {
  const argv = ['token', 'sign', '--kind', kind, '--key-file', file, ...flagsOf(options)]
  const { code, stdout, stderr } = await latchkey(argv, { stdin: `${payload}\n` })
  assert.equal(code, 0, stderr)
  return stdout.trimEnd()
}

describe('latchkey token and the itsdangerous of Debian', needs('itsdangerous'), () => {
  it('read what the other made', async () => {
    const asked = await Promise.all(
      cases.map(async (item) => ({ ...item, key, token: await tokenOf(item) })),
    )
    const peer = new URL('token_cli.py', import.meta.url).pathname
    const input = asked.map((item) => `${JSON.stringify(item)}\n`).join('')
    const { code, stdout, stderr } = await run('/usr/bin/python3', [peer], { input })
    assert.equal(code, 0, stderr)
    const answers = stdout.trimEnd().split('\n')
    assert.equal(answers.length, cases.length)
    for (const [i, { kind, payload, options }] of cases.entries()) {
      const [token, read] = JSON.parse(answers[i] ?? '') as [string, string] // as the peer writes it
      assert.equal(read, payload)
      const argv = ['token', 'inspect', '--key-file', file, ...flagsOf(options), '--json']
      const inspected = await latchkey(argv, { stdin: token })
      const report = JSON.parse(inspected.stdout) as Record<string, unknown> // one line of JSON
      assert.deepEqual([report['kind'], report['verdict']], [kind, 'good'])
      if (payload === json) assert.ok(inspected.stdout.includes('12345678901234567890,"10":1.0,'))
    }
  })
})
