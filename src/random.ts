import { randomBytes, randomFillSync, randomInt } from 'node:crypto'
import { encodeBase64url } from './bytes.ts'

const idBytes = 16
/** Those of the next identifiers: the system is asked once for many, since one question takes 2 µs and more. */
const pool = Buffer.alloc(256 * idBytes)
let used = pool.byteLength

/** 128 random bits as 22 base64url characters: an identifier nobody can guess. */
export function randomId(): string {
  if (used === pool.byteLength) {
    randomFillSync(pool)
    used = 0
  }
  used += idBytes
  return pool.toString('base64url', used - idBytes, used)
}

/** 256 random bits as 43 base64url characters: a secret. */
export const randomSecret = (): string => encodeBase64url(randomBytes(32))

/** A whole number from 0 up to `size`, each as likely as the others. */
export const randomIndex = (size: number): number => randomInt(size)
