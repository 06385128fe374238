import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import { verifyPassword } from '../../src/passwords/index.ts'
import { needs } from '../system/tools.ts'
import { run } from './run.ts'

const script = new URL('passwords.py', import.meta.url).pathname

/** As `passwords.py` prints it. */
type Case = readonly [
  scheme: string,
  stored: string,
  password: string,
  salt: string | null,
  verdict: boolean | 'error',
]

/** What Python lets in and we do not, each on purpose. Nothing is let in that Python refuses. */
const stricter: readonly [reason: string, applies: (scheme: string, stored: string) => boolean][] =
  [
    [
      'bits that bcrypt leaves over are zero; passlib clears them',
      (scheme, stored) => /bcrypt/.test(scheme) && /\$.{53}$|\$.{22}\$.{31}$/.test(stored),
    ],
    [
      'base64 and hexadecimal have one spelling; Python ignores case, stray bits and what it does not know',
      (scheme) => /pbkdf2|scrypt|argon2|hex_/.test(scheme),
    ],
    [
      'numbers are digits; int() reads "1_000", "+1" and " 1" too',
      (_, stored) => /[_+ \n]\d|\d[_ \n]/.test(stored),
    ],
    ['a name with a NUL behind it is no name', (_, stored) => stored.includes('\0')],
    [
      'the first bcrypt of 1997, without a letter, is not read',
      (_, stored) => /\$2\$/.test(stored),
    ],
  ]

describe('password hashes of Python', needs('passlib', 'bcrypt', 'argon2', 'werkzeug'), () => {
  const seed = String(randomInt(2 ** 32))

  it(`are right and wrong here where they are there (seed ${seed})`, async () => {
    const { code, stdout, stderr } = await run('/usr/bin/python3', [script, seed, '40'])
    assert.equal(code, 0, stderr)
    const cases = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case) // the script writes nothing else
    assert.ok(cases.length > 8_000)
    const differences: unknown[] = []
    for (const [index, [scheme, stored, password, salt, verdict]] of cases.entries()) {
      const typed = Buffer.from(password, 'base64').toString()
      const options = { maxCost: 50_000, ...(salt !== null && { flaskSecuritySalt: salt }) }
      const ours = await verifyPassword(stored, typed, options).then(() => true, refusal)
      if (ours === (verdict === true)) continue
      // They come in fours, of which the last two are damaged.
      const isDamaged = index % 4 > 1
      const isMeant = isDamaged && !ours && stricter.some(([, applies]) => applies(scheme, stored))
      if (!isMeant) differences.push({ scheme, stored, typed, verdict })
    }
    assert.deepEqual(differences, [])
  })
})

/** Anything but a refusal is a crash. */
function refusal(error: unknown): false {
  if (error instanceof AuthError) return false
  throw error
}
