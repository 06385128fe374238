import { createHmac, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { verifyCompact } from '../src/jwt/index.ts'
import { createMasterSecret } from '../src/keys/index.ts'
import { decodeBase62, encodeBase62 } from '../src/sessions/base62.ts'
import { formatRefreshToken, parseRefreshToken } from '../src/sessions/refresh-token.ts'
import { Signer } from '../src/signing/index.ts'
import { welch } from './statistics.ts'

type Change = (mac: Buffer) => Buffer

/** Something with a MAC, and what refuses it. */
interface Mac {
  readonly name: string
  /** Another one each time, as often as its MAC is to be changed. */
  readonly make: (changes: readonly Change[]) => readonly string[]
  readonly check: (token: string) => unknown
}

/** How far two kinds of refusals are apart. */
interface MacTiming {
  readonly name: string
  /** Of each kind, at least. */
  readonly samples: number
  readonly seconds: number
  readonly t: number
}

/** Samples of each kind that it takes, and the seconds after which there will be no more of them. */
export const macSamples = 100_000
const patience = 300

/** As good as right: all but its last bit. */
const near: Change = (mac) =>
  Buffer.from(mac.map((byte, at) => (at === mac.length - 1 ? byte ^ 1 : byte)))
const far: Change = (mac) => randomBytes(mac.length)

const secret = randomBytes(32)
const jwks = { keys: [{ kty: 'oct', alg: 'HS256', k: secret.toString('base64url') }] } as const
const header = Buffer.from('{"alg":"HS256"}').toString('base64url')
const master = createMasterSecret(secret.toString('hex'))
const signer = new Signer(secret)

/** The MAC of a text that ends with it in base64url, changed. */
function changed(text: string, changes: readonly Change[]): readonly string[] {
  const at = text.lastIndexOf('.') + 1
  const mac = Buffer.from(text.slice(at), 'base64url')
  return changes.map((change) => text.slice(0, at) + change(mac).toString('base64url'))
}

const macs: readonly Mac[] = [
  {
    name: 'a JWT with HS256',
    make(changes) {
      const said = `${header}.${randomBytes(60).toString('base64url')}`
      const mac = createHmac('sha256', secret).update(said).digest('base64url')
      return changed(`${said}.${mac}`, changes)
    },
    check: (token) => verifyCompact(token, jwks),
  },
  {
    name: 'a refresh token',
    make(changes) {
      const sessionId = randomBytes(16).toString('base64url')
      const token = formatRefreshToken({ sessionId, generation: 0 }, master)
      const body = Buffer.from(
        (decodeBase62(token.slice(4, -6)) ?? 0n).toString(16).padStart(82, '0'),
        'hex',
      )
      return changes.map((change) => {
        const bent = Buffer.concat([body.subarray(0, -16), change(body.subarray(-16))])
        const text = `lkr_${encodeBase62(BigInt(`0x${bent.toString('hex')}`), 56)}`
        return text + encodeBase62(BigInt(crc32(text)), 6)
      })
    },
    check: (token) => parseRefreshToken(token, master),
  },
  {
    name: 'a token of itsdangerous',
    make: (changes) => changed(signer.sign(randomBytes(30).toString('hex')), changes),
    check: (token) => signer.unsign(token),
  },
]

/**
 * Whether a MAC that is nearly right is refused after another time than one that is nothing like it (J65). The two kinds
 * take turns in an order drawn by lot.
 *
 * @yields each kind of MAC once it was measured.
 */
export function* compareMacs(): Generator<MacTiming> {
  // Where a refusal was thrown is no part of it, and takes longer than a MAC.
  Error.stackTraceLimit = 0
  for (const { name, make, check } of macs) {
    const times = { near: [] as number[], far: [] as number[] }
    const from = performance.now()
    const elapsed = (): number => (performance.now() - from) / 1_000
    while (times.far.length < macSamples && elapsed() < patience) {
      // Made beforehand, so that how they were made is not in the time.
      const batch = Array.from({ length: 500 }, () => {
        // The one that is made first is refused more slowly, whichever it is: how its text lies in memory.
        const isNearFirst = Math.random() < 0.5
        const tokens = make(isNearFirst ? [near, far] : [far, near])
        return tokens.map((token, n) => ({ token, isNear: isNearFirst === (n === 0) }))
      })
      for (const { isNear, token } of shuffled(batch.flat())) {
        times[isNear ? 'near' : 'far'].push(refuse(check, token))
      }
    }
    const t = welch(times.near, times.far)
    yield { name, samples: times.far.length, seconds: elapsed(), t }
  }
}

/** So that not every second one is about what the one before has just been about. */
const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
  items
    .map((item) => ({ item, lot: Math.random() }))
    .toSorted((a, b) => a.lot - b.lot)
    .map(({ item }) => item)

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
