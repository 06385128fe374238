import { createHmac, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { verifyCompact } from '../src/jwt/index.ts'
import { createMasterSecret } from '../src/keys/index.ts'
import { decodeBase62, encodeBase62 } from '../src/sessions/base62.ts'
import { formatRefreshToken, parseRefreshToken } from '../src/sessions/refresh-token.ts'
import { Signer } from '../src/signing/index.ts'
import { welch } from './statistics.ts'

/** Something with a MAC, and what refuses it. */
interface Mac {
  readonly name: string
  /** Another one each time, whose MAC is changed by this. */
  readonly make: (change: (mac: Buffer) => Buffer) => string
  readonly check: (token: string) => unknown
}

/** How far two kinds of refusals are apart. */
interface MacTiming {
  readonly name: string
  readonly samples: number
  readonly t: number
}

const samples = 100_000

/** As good as right: all but its last bit. */
const near = (mac: Buffer): Buffer =>
  Buffer.from(mac.map((byte, at) => (at === mac.length - 1 ? byte ^ 1 : byte)))
const far = (mac: Buffer): Buffer => randomBytes(mac.length)

const secret = randomBytes(32)
const jwks = { keys: [{ kty: 'oct', alg: 'HS256', k: secret.toString('base64url') }] } as const
const header = Buffer.from('{"alg":"HS256"}').toString('base64url')
const master = createMasterSecret(secret.toString('hex'))
const signer = new Signer(secret)

/** The MAC of a text that ends with it in base64url, changed. */
function changed(text: string, separator: string, change: (mac: Buffer) => Buffer): string {
  const at = text.lastIndexOf(separator) + 1
  return text.slice(0, at) + change(Buffer.from(text.slice(at), 'base64url')).toString('base64url')
}

const macs: readonly Mac[] = [
  {
    name: 'a JWT with HS256',
    make(change) {
      const said = `${header}.${randomBytes(60).toString('base64url')}`
      const mac = createHmac('sha256', secret).update(said).digest('base64url')
      return changed(`${said}.${mac}`, '.', change)
    },
    check: (token) => verifyCompact(token, jwks),
  },
  {
    name: 'a refresh token',
    make(change) {
      const sessionId = randomBytes(16).toString('base64url')
      const token = formatRefreshToken({ sessionId, generation: 0 }, master)
      const body = Buffer.from(
        (decodeBase62(token.slice(4, -6)) ?? 0n).toString(16).padStart(82, '0'),
        'hex',
      )
      const bent = Buffer.concat([body.subarray(0, -16), change(body.subarray(-16))])
      const text = `lkr_${encodeBase62(BigInt(`0x${bent.toString('hex')}`), 56)}`
      return text + encodeBase62(BigInt(crc32(text)), 6)
    },
    check: (token) => parseRefreshToken(token, master),
  },
  {
    name: 'a token of itsdangerous',
    make: (change) => changed(signer.sign(randomBytes(30).toString('hex')), '.', change),
    check: (token) => signer.unsign(token),
  },
]

/**
 * Whether a MAC that is nearly right is refused after another time than one that is nothing like it (J65).
 *
 * @yields each kind of MAC once it was measured.
 */
export function* compareMacs(seconds: number): Generator<MacTiming> {
  for (const { name, make, check } of macs) {
    const times = { near: [] as number[], far: [] as number[] }
    const until = performance.now() + seconds * 1_000
    while (times.far.length < samples && performance.now() < until) {
      // Made beforehand, so that how they were made is not in the time.
      const batch = Array.from({ length: 1_000 }, () => {
        const isNear = randomBytes(1).readUInt8() < 128
        return { isNear, token: make(isNear ? near : far) }
      })
      for (const { isNear, token } of batch) {
        times[isNear ? 'near' : 'far'].push(refuse(check, token))
      }
    }
    yield { name, samples: times.far.length, t: welch(times.near, times.far) }
  }
}

/** Nanoseconds. */
function refuse(check: Mac['check'], token: string): number {
  const from = process.hrtime.bigint()
  try {
    check(token)
  } catch {
    return Number(process.hrtime.bigint() - from)
  }
  throw new Error('a forged MAC was accepted')
}
