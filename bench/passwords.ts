import { createHmac, pbkdf2, randomBytes, scrypt } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { verify } from '@node-rs/bcrypt'
import { verifyPassword } from '../src/passwords/index.ts'
import { race } from './measure.ts'
import type { Race } from './measure.ts'

const turns = 5
const password = 'a password for the bench only'
const salt = randomBytes(16)
const derive = promisify(pbkdf2)

/** Verifications a second, of which one takes some ten milliseconds. */
const rate = (work: () => Promise<unknown>) => async (): Promise<number> => {
  const count = 5
  const from = performance.now()
  for (let time = 0; time < count; time += 1) await work()
  return count / ((performance.now() - from) / 1_000)
}

/** That it is wrong is as much work. */
const refused = (stored: string) => () => verifyPassword(stored, password).catch(() => {})

const scryptOf = (N: number) => () =>
  new Promise((resolve, reject) => {
    const options = { N, r: 8, p: 1, maxmem: 128 * 8 * (N + 3) }
    scrypt(password, salt, 64, options, (error, key) => (error ? reject(error) : resolve(key)))
  })

const base64 = (bytes: number): string => Buffer.alloc(bytes, 1).toString('base64')
const hex = (bytes: number): string => Buffer.alloc(bytes, 1).toString('hex')
const ofBcrypt = `$2b$08$${'.'.repeat(53)}`

/**
 * A stored hash of each kind, and what OpenSSL or the library does for it; a round of crypt(3) is held against one of PBKDF2.
 * Not sha256_crypt: OpenSSL's PBKDF2 has the CPU's own SHA-256, and glibc's crypt takes as long as ours.
 */
const rows: readonly [name: string, stored: string, primitive: () => Promise<unknown>][] = [
  [
    'pbkdf2_sha256',
    `pbkdf2_sha256$100000$salt$${base64(32)}`,
    () => derive(password, salt, 100_000, 32, 'sha256'),
  ],
  [
    'pbkdf2_sha1',
    `pbkdf2_sha1$100000$salt$${base64(20)}`,
    () => derive(password, salt, 100_000, 20, 'sha1'),
  ],
  [
    'pbkdf2:sha512',
    `pbkdf2:sha512:50000$salt$${hex(64)}`,
    () => derive(password, salt, 50_000, 64, 'sha512'),
  ],
  ['scrypt', `scrypt:32768:8:1$salt$${hex(64)}`, scryptOf(32_768)],
  ['bcrypt', ofBcrypt, () => verify(password, ofBcrypt)],
  ['bcrypt_sha256', `bcrypt_sha256$${ofBcrypt}`, () => verify(password, ofBcrypt)],
  [
    'sha512_crypt',
    `$6$rounds=100000$salt$${'.'.repeat(86)}`,
    () => derive(password, salt, 100_000, 64, 'sha512'),
  ],
  ['phpass', `$P$D${'.'.repeat(30)}`, () => derive(password, salt, 32_768, 16, 'md5')],
]

const its = 'OpenSSL or the library'
const [taken, loop] = ['taken', 'event loop p99 meanwhile']

/** Imported hashes, and what they are made of. */
export async function benchPasswords(): Promise<Race[]> {
  const races: Race[] = []
  for (const [name, stored, primitive] of rows) {
    const what = `verify ${name}`
    const contenders = { latchkey: rate(refused(stored)), [its]: rate(primitive) }
    races.push(await race({ what, unit: 'hashes/s', turns }, contenders))
  }
  return [...races, ...(await benchMainThread())]
}

/** The costliest hash of passlib's defaults, and how the event loop fares meanwhile. */
async function benchMainThread(): Promise<Race[]> {
  const stored = `$6$rounds=656000$saltsaltsaltsalt$${'.'.repeat(86)}`
  const key = createHmac('sha512', salt).update(password).digest('base64')
  const times: number[] = []
  const delays: number[] = []
  for (let turn = 0; turn <= turns; turn += 1) {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const from = performance.now()
    await verifyPassword(stored, key).catch(() => {})
    times.push(performance.now() - from)
    delay.disable()
    delays.push(delay.percentile(99) / 1e6)
  }
  const what = 'sha512_crypt of 656,000 rounds'
  return [{ what, unit: 'ms', turns: { [taken]: times, [loop]: delays } }]
}
