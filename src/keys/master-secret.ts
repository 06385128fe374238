import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { concatBytes, decodeBase64url, encodeBase64url, encodeUtf8 } from '../bytes.ts'
import { minSecretBytes } from '../defaults.ts'
import { Hmac } from '../hmac.ts'

/** One of the configured secrets. Everything it is used for gets a key of its own, by label. */
export interface DerivedSecret {
  /** 4 bytes that name it, the same wherever it stands in the list. */
  readonly id: Uint8Array
  /** 32 bytes for one purpose (HKDF-SHA-256, RFC 5869); the same label gives the same bytes. */
  derive(label: string): Uint8Array
  /** HMAC-SHA-256 under that key. */
  hmac(label: string): Hmac
  /** Encrypts (AES-256-GCM) so that only the same `context` opens it again. */
  seal(plain: Uint8Array, context: string): string
  /** What was sealed, or `undefined` when it was altered, or sealed elsewhere or for another context. */
  open(sealed: string, context: string): Uint8Array | undefined
}

/** The secrets of an installation: the newest is used, the older ones are still understood. */
export interface MasterSecret {
  /** The newest. */
  readonly current: DerivedSecret
  find(id: Uint8Array): DerivedSecret | undefined
  /** The secret that sealed this text, when it is one of ours. */
  findSealing(sealed: string): DerivedSecret | undefined
}

/**
 * The master secret, or the list of them while one replaces another, oldest → newest.
 *
 * @throws {RangeError} when a secret has fewer than 32 bytes, is clearly not random, or is there twice.
 * @example
 * createMasterSecret([process.env.OLD_SECRET, process.env.SECRET])
 */
export function createMasterSecret(secrets: string | readonly string[]): MasterSecret {
  const list: readonly unknown[] = typeof secrets === 'string' ? [secrets] : secrets
  const all = list.map((text) => new Secret(text))
  const byId = new Map(all.map((secret) => [encodeBase64url(secret.id), secret]))
  const current = all.at(-1)
  if (!current) throw new RangeError('secret: expected at least one secret')
  if (byId.size !== all.length) throw new RangeError('secret: a secret is in the list twice')
  const find = (id: Uint8Array): DerivedSecret | undefined => byId.get(encodeBase64url(id))
  return {
    current,
    find,
    findSealing: (sealed) =>
      find((decodeBase64url(sealed) ?? new Uint8Array()).subarray(0, idBytes)),
  }
}

const idBytes = 4
const nonceBytes = 12
const tagBytes = 16
const headBytes = idBytes + nonceBytes + tagBytes
// Random text has more; `password` four times has seven.
const minDifferentBytes = 8

class Secret implements DerivedSecret {
  readonly id: Uint8Array
  readonly #secret: Uint8Array
  // As many entries as there are labels in the source code.
  readonly #derived = new Map<string, Uint8Array>()
  readonly #hmacs = new Map<string, Hmac>()

  constructor(text: unknown) {
    const secret = typeof text === 'string' ? encodeUtf8(text) : new Uint8Array()
    if (secret.byteLength < minSecretBytes || new Set(secret).size < minDifferentBytes) {
      throw new RangeError(`secret: expected at least ${minSecretBytes} random bytes of text`)
    }
    this.#secret = secret
    this.id = this.derive('id').subarray(0, idBytes)
  }

  derive(label: string): Uint8Array {
    let key = this.#derived.get(label)
    if (!key) {
      key = new Uint8Array(hkdfSync('sha256', this.#secret, '', `latchkey ${label} v1`, 32))
      this.#derived.set(label, key)
    }
    return key
  }

  hmac(label: string): Hmac {
    let hmac = this.#hmacs.get(label)
    if (!hmac) {
      hmac = new Hmac('sha256', 64, this.derive(label))
      this.#hmacs.set(label, hmac)
    }
    return hmac
  }

  seal(plain: Uint8Array, context: string): string {
    // Keys are sealed a few times a year: random nonces do not meet (NIST SP 800-38D §8.3: 2^32).
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', this.derive('seal'), nonce)
    const body = concatBytes(cipher.setAAD(encodeUtf8(context)).update(plain), cipher.final())
    return encodeBase64url(concatBytes(this.id, nonce, cipher.getAuthTag(), body))
  }

  open(sealed: string, context: string): Uint8Array | undefined {
    const bytes = decodeBase64url(sealed)
    if (!bytes || bytes.byteLength < headBytes) return undefined
    const nonce = bytes.subarray(idBytes, idBytes + nonceBytes)
    const options = { authTagLength: tagBytes }
    const decipher = createDecipheriv('aes-256-gcm', this.derive('seal'), nonce, options)
    decipher.setAAD(encodeUtf8(context)).setAuthTag(bytes.subarray(idBytes + nonceBytes, headBytes))
    try {
      return concatBytes(decipher.update(bytes.subarray(headBytes)), decipher.final())
    } catch {
      return undefined
    }
  }
}
