/** @file Ed25519 by hand, RFC 8032 §5.1, for signatures that no library would make. */
import { mod, power, toBigInt } from '../../../src/keys/numbers.ts'
import { bytes, digest } from './forgery.ts'

const p = 2n ** 255n - 19n
/** The order of the base point. */
export const order: bigint = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n

const inverse = (value: bigint): bigint => power(mod(value, p), p - 2n, p)
const d = mod(-121_665n * inverse(121_666n), p)

interface Point {
  readonly x: bigint
  readonly y: bigint
}

const neutral: Point = { x: 0n, y: 1n }
const base: Point = {
  x: 15_112_221_349_535_400_772_501_151_409_588_531_511_454_012_693_041_857_206_046_113_283_949_847_762_202n,
  y: mod(4n * inverse(5n), p),
}

function add(a: Point, b: Point): Point {
  const product = mod(d * a.x * b.x * a.y * b.y, p)
  return {
    x: mod((a.x * b.y + a.y * b.x) * inverse(1n + product), p),
    y: mod((a.y * b.y + a.x * b.x) * inverse(1n - product), p),
  }
}

export function times(scalar: bigint, point: Point = base): Point {
  let result = neutral
  for (let double = point, rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, double)
    double = add(double, double)
  }
  return result
}

export const littleEndian = (value: bigint): Buffer => Buffer.from(bytes(value, 32).toReversed())

const fromLittleEndian = (text: Uint8Array): bigint => toBigInt(text.toReversed())

export const encodePoint = ({ x, y }: Point): Buffer => littleEndian(y | ((x & 1n) << 255n))

const hash = (...parts: readonly Uint8Array[]): Buffer => digest('sha512', Buffer.concat(parts))

/** The number behind a private key of 32 bytes. */
const scalarOf = (seed: Uint8Array): bigint =>
  (fromLittleEndian(hash(seed).subarray(0, 32)) & ((1n << 254n) - 8n)) | (1n << 254n)

/** What S is for a signature of the text that begins with these 32 bytes, of the number r. */
export function proofOf(
  seed: Uint8Array,
  message: Uint8Array,
  beginning: Uint8Array,
  r: bigint,
): bigint {
  const scalar = scalarOf(seed)
  const challenge = fromLittleEndian(hash(beginning, encodePoint(times(scalar)), message))
  return mod(r + challenge * scalar, order)
}

const eighth = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n

/** Every spelling of the eight points of small order: y, y + p where it fits, and either sign. */
export const smallOrder: readonly Buffer[] = [0n, 1n, p - 1n, eighth, p - eighth]
  .flatMap((y) => (y + p < 2n ** 255n ? [y, y + p] : [y]))
  .flatMap((y) => [littleEndian(y), littleEndian(y | (1n << 255n))])
