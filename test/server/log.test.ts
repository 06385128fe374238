import assert from 'node:assert/strict'
import { PassThrough, Writable } from 'node:stream'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createLog } from '../../src/server/log.ts'
import { redact } from '../../src/server/redact.ts'

const lines = (output: PassThrough): string[] =>
  String(output.read() ?? '')
    .split('\n')
    .slice(0, -1)

describe('the log', () => {
  it('is one JSON line per event', () => {
    const output = new PassThrough()
    createLog({ output }).info({ event: 'listening', url: 'http://127.0.0.1:1' })
    const [line = ''] = lines(output)
    const { level, event, url } = JSON.parse(line)
    assert.deepEqual([level, event, url], ['info', 'listening', 'http://127.0.0.1:1'])
  })

  it('L22 log injection stays one line, and obeys no terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const output = new PassThrough()
        const log = createLog({ output })
        log.warn({ event: 'x', text: `${text}\r\n{"level":30,"event":"forged"}\u001b[31m\u2028` })
        const [line = '', ...others] = lines(output)
        assert.equal(others.length, 0)
        assert.doesNotMatch(line, /\p{Cc}/u)
        assert.equal(JSON.parse(line).event, 'x')
      }),
    )
  })

  it('says what an error is and nothing else that it carries', () => {
    const output = new PassThrough()
    const error = Object.assign(new Error('disk full', { cause: new Error('ENOSPC') }), {
      code: 'ENOSPC',
      parameters: ['a quite long passphrase'],
    })
    createLog({ output }).error({ event: 'failed', error })
    const [line = ''] = lines(output)
    assert.doesNotMatch(line, /passphrase/)
    assert.equal(JSON.parse(line).error.cause.message, 'ENOSPC')
  })

  it('S17 a reader that never reads costs lines, counted, and no memory', () => {
    const log = createLog({ output: new Writable({ write: () => {} }) })
    for (let i = 0; i < 5_000; i++) log.info({ event: 'x', text: 'y'.repeat(1_000) })
    assert.ok(log.dropped > 3_000)
  })

  it('outlives its reader', () => {
    const output = new PassThrough()
    const log = createLog({ output })
    output.emit('error', new Error('EPIPE'))
    log.info({ event: 'x' })
    assert.equal(log.dropped, 1)
  })
})

describe('redaction', () => {
  for (const [what, text] of [
    ['an access token', 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln'],
    ['an access token in a URL', '/me?auth_token=eyJhbGciOiJFUzI1NiJ9.e30.c2ln&x=y'],
    ['half an access token', 'eyJhbGciOiJFUzI1NiJ9.'],
    ['a refresh token', 'lkr_0AbC9xyz'],
    ['a Bearer header', 'authorization: Bearer abc.def'],
    ['a Basic header', 'Basic TG9yZW56bzpzZWNyZXQ='],
    ['an argon2id hash', '$argon2id$v=19$m=47104,t=1,p=1$c2FsdA$aGFzaA'],
    ['a bcrypt hash', '$2b$12$abcdefghijklmnopqrstuv'],
    ['an e-mail address', 'ada.lovelace+x@mail.example.com'],
  ] as const) {
    it(`O12 takes out ${what}`, () => {
      const redacted = redact(`before "${text}" after`)
      assert.match(redacted, /\[redacted\]/)
      for (const piece of text.split(/[^\w]+/).filter((word) => word.length > 5)) {
        if (/^(authorization|auth_token|bearer)$/i.test(piece)) continue
        assert.ok(!redacted.includes(piece), redacted)
      }
    })
  }

  it('leaves JSON what it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        JSON.parse(redact(JSON.stringify(value)))
      }),
    )
  })

  it('takes no more than linear time', () => {
    const long = 'a'.repeat(200_000)
    for (const text of [
      long,
      `${long}@`,
      `eyJ${long}`,
      'eyJ'.repeat(60_000),
      '@'.repeat(100_000),
      `$2b${long}`,
      `bearer ${' '.repeat(100_000)}`,
    ]) {
      assert.ok(redact(text).length <= text.length + 20_000)
    }
  })
})
