import { randomBytes } from 'node:crypto'
import { encodeUtf8, equalSecrets } from '../bytes.ts'
import { argon2id } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { decodeUnpadded } from './encodings.ts'
import { hashThreads } from './hash-threads.ts'
import type { Argon2idParameters, Scheme, StoredHash, Work } from './scheme.ts'
import { malformed } from './scheme.ts'

// The library's enums are ambient and have no value under type stripping.
const algorithms = { argon2d: 0, argon2i: 1, argon2id: 2 } as const
const versions = { '16': 0, '19': 1 } as const

/** Which function of the family, and how hard. */
interface Variant extends Argon2idParameters {
  readonly algorithm: keyof typeof algorithms
  readonly version: keyof typeof versions
}

/** Bytes. RFC 9106 §3.1 recommends both. */
const saltLength = 16
const tagLength = 32

const number = String.raw`(0|[1-9]\d{0,9})`
const base64 = '([A-Za-z0-9+/]+)'
// https://github.com/P-H-C/phc-string-format, with the parameters in the order every library writes them.
// Django puts the name of its hasher before it.
const phcString = new RegExp(
  String.raw`^(argon2)?\$(argon2(?:id|i|d))(?:\$v=${number})?\$m=${number},t=${number},p=${number}\$${base64}\$${base64}$`,
)

/** A new hash in PHC form. */
export async function hashArgon2id(
  password: string,
  parameters: Argon2idParameters,
): Promise<string> {
  const salt = randomBytes(saltLength)
  const tag = await run(ours(parameters), encodeUtf8(password), salt, tagLength)
  return phc(parameters, salt, tag)
}

/** What looks like a hash of `hashArgon2id` and is that of no password. */
export const hashOfNobody = (parameters: Argon2idParameters): string =>
  phc(parameters, randomBytes(saltLength), randomBytes(tagLength))

const phc = (
  { memoryCost, timeCost, parallelism }: Argon2idParameters,
  salt: Uint8Array,
  tag: Uint8Array,
): string =>
  `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${encode(salt)}$${encode(tag)}`

/** The work of verifying what `hashArgon2id` makes. */
export const argon2idWork = (parameters: Argon2idParameters): Work => workOf(ours(parameters))

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
  identify: (stored) => /^(argon2)?\$argon2(id|i|d)\$/.test(stored),
  parse(stored) {
    const [, django, name = '', version = '16', m, t, p, saltText = '', tagText = ''] =
      phcString.exec(stored) ?? []
    const salt = decodeUnpadded(saltText)
    const tag = decodeUnpadded(tagText)
    const parameters = { memoryCost: Number(m), timeCost: Number(t), parallelism: Number(p) }
    if (!allowed(parameters) || !salt || salt.length < 8 || !tag || tag.length < 4) {
      throw malformed()
    }
    if (version !== '16' && version !== '19') {
      throw new AuthError('hash_unsupported', 'the stored password hash is of an unknown argon2')
    }
    if (parameters.parallelism > maxLanes) {
      throw new AuthError('hash_too_costly', 'the stored password hash asks for too many lanes')
    }
    const algorithm = name as keyof typeof algorithms // the pattern allows these three only
    const variant = { ...parameters, algorithm, version } as const
    return {
      scheme: django ? 'django_argon2' : name,
      work: workOf(variant),
      isWeakerThan: (policy) =>
        django !== undefined ||
        algorithm !== 'argon2id' ||
        version !== '19' ||
        parameters.memoryCost < policy.memoryCost ||
        parameters.timeCost < policy.timeCost ||
        salt.length < saltLength ||
        tag.length < tagLength,
      matches: async (password) =>
        equalSecrets(await run(variant, password, salt, tag.length), tag),
    } satisfies StoredHash
  },
}

const ours = ({ memoryCost, timeCost, parallelism }: Argon2idParameters): Variant => ({
  memoryCost,
  timeCost,
  parallelism,
  algorithm: 'argon2id',
  version: '19',
})

const run = (
  { algorithm, version, ...parameters }: Variant,
  password: Uint8Array,
  salt: Uint8Array,
  outputLen: number,
): Promise<Uint8Array> =>
  hashThreads.run({
    kind: 'argon2',
    password,
    options: {
      ...parameters,
      algorithm: algorithms[algorithm],
      version: versions[version],
      salt,
      outputLen,
    },
  })

const workOf = (variant: Variant): Work => ({
  kind: `${variant.algorithm} v=${variant.version},m=${variant.memoryCost},t=${variant.timeCost},p=${variant.parallelism}`,
  cost: variant.memoryCost * variant.timeCost,
  memory: variant.memoryCost,
  async spend(password) {
    await run(variant, password, new Uint8Array(saltLength), tagLength)
  },
})

/** Threads that one hash may ask for. */
const maxLanes = 255

/** RFC 9106 §3.1. */
const allowed = ({ memoryCost: m, timeCost: t, parallelism: p }: Argon2idParameters): boolean =>
  [m, t, p].every((value) => Number.isInteger(value) && value >= 1 && value < 2 ** 32) &&
  p < 2 ** 24 &&
  m >= 8 * p

const encode = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll('=', '')
