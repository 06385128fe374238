import { randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { encodeUtf8, equalSecrets } from '../bytes.ts'
import { argon2id } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { Argon2idParameters, Scheme, StoredHash } from './scheme.ts'
import { malformed } from './scheme.ts'

// The library's enums are ambient and have no value under type stripping.
const algorithms = { argon2d: 0, argon2i: 1, argon2id: 2 } as const
const versions: Readonly<Record<string, 0 | 1>> = { '16': 0, '19': 1 }

/** Bytes. RFC 9106 §3.1 recommends both. */
const saltLength = 16
const tagLength = 32

const number = String.raw`(0|[1-9]\d{0,9})`
const base64 = '([A-Za-z0-9+/]+)'
// https://github.com/P-H-C/phc-string-format, with the parameters in the order every library writes them.
const phcString = new RegExp(
  String.raw`^\$(argon2(?:id|i|d))(?:\$v=${number})?\$m=${number},t=${number},p=${number}\$${base64}\$${base64}$`,
)

/** A new hash in PHC form. */
export async function hashArgon2id(
  password: string,
  parameters: Argon2idParameters,
): Promise<string> {
  const salt = randomBytes(saltLength)
  const tag = await hashRaw(encodeUtf8(password), { ...parameters, salt, outputLen: tagLength })
  const { memoryCost, timeCost, parallelism } = parameters
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${encode(salt)}$${encode(tag)}`
}

/** Work to verify a hash of these parameters. */
export const argon2Cost = ({ memoryCost, timeCost }: Argon2idParameters): number =>
  memoryCost * timeCost

/** Takes as long as hashing a password of that much work does, and answers nothing. */
export async function spendArgon2(cost: number, policy: Argon2idParameters): Promise<void> {
  // More work is more passes, not more memory: that stays what the policy allows for.
  const timeCost = Math.max(1, Math.round(cost / policy.memoryCost))
  const { parallelism } = policy
  const memoryCost = Math.max(8 * parallelism, Math.round(cost / timeCost))
  const salt = new Uint8Array(saltLength)
  await hashRaw(salt, { memoryCost, timeCost, parallelism, salt, outputLen: tagLength })
}

/** @throws {RangeError} for what RFC 9106 §3.1 does not allow, or more than 255 lanes. */
export function argon2idParameters(chosen: Partial<Argon2idParameters> = {}): Argon2idParameters {
  const parameters = { ...argon2id, ...chosen }
  if (!allowed(parameters) || parameters.parallelism > maxLanes) {
    throw new RangeError('argon2id: expected whole numbers, 1 to 255 lanes and 8 KiB or more each')
  }
  return parameters
}

/** Argon2 in PHC form: argon2id, argon2i and argon2d, versions 1.3 and 1.0 (the one that writes no `v=`). */
export const argon2: Scheme = {
  identify: (stored) => /^\$argon2(id|i|d)\$/.test(stored),
  parse(stored) {
    const [, name = '', version = '16', m, t, p, saltText = '', tagText = ''] =
      phcString.exec(stored) ?? []
    const salt = decode(saltText)
    const tag = decode(tagText)
    const parameters = { memoryCost: Number(m), timeCost: Number(t), parallelism: Number(p) }
    if (!allowed(parameters) || !salt || salt.length < 8 || !tag || tag.length < 4)
      throw malformed()
    const libraryVersion = versions[version]
    if (libraryVersion === undefined) {
      throw new AuthError('hash_unsupported', 'the stored password hash is of an unknown argon2')
    }
    if (parameters.parallelism > maxLanes) {
      throw new AuthError('hash_too_costly', 'the stored password hash asks for too many lanes')
    }
    const algorithm = algorithms[name as keyof typeof algorithms] // the pattern allows these three only
    return {
      scheme: name,
      cost: argon2Cost(parameters),
      memory: parameters.memoryCost,
      isWeakerThan: (policy) =>
        name !== 'argon2id' ||
        version !== '19' ||
        parameters.memoryCost < policy.memoryCost ||
        parameters.timeCost < policy.timeCost ||
        salt.length < saltLength ||
        tag.length < tagLength,
      async matches(password) {
        const options = { ...parameters, algorithm, version: libraryVersion, salt }
        const found = await hashRaw(encodeUtf8(password), { ...options, outputLen: tag.length })
        return equalSecrets(found, tag)
      },
    } satisfies StoredHash
  },
}

/** Threads that one hash may ask for. */
const maxLanes = 255

/** RFC 9106 §3.1. */
const allowed = ({ memoryCost: m, timeCost: t, parallelism: p }: Argon2idParameters): boolean =>
  [m, t, p].every((value) => Number.isInteger(value) && value >= 1 && value < 2 ** 32) &&
  p < 2 ** 24 &&
  m >= 8 * p

const encode = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll('=', '')

/** The bytes, or `undefined` when the text is not their one spelling. */
function decode(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return encode(bytes) === text ? bytes : undefined
}
