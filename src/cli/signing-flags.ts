import { seconds, type Duration } from '../clock.ts'
import { type JwsAlgorithm, jwsAlgorithms } from '../keys/index.ts'
import type { DigestMethod, Era, KeyDerivation } from '../signing/index.ts'
import type { Call, CommandOption } from './command.ts'
import { typed, UsageError } from './failures.ts'

/** How a token is signed, as far as flags say it. */
export interface SigningFlags {
  readonly salt?: string | undefined
  readonly era?: Era | undefined
  readonly keyDerivation?: KeyDerivation | undefined
  readonly digestMethod?: DigestMethod | undefined
  readonly algorithm?: JwsAlgorithm | undefined
  /** Seconds. */
  readonly maxAge?: number | undefined
  /** Seconds. */
  readonly expiresIn?: number | undefined
}

/** The same, with what signs or verifies. */
export interface Signing extends SigningFlags {
  readonly key: string | Uint8Array
}

const eras: readonly Era[] = ['0.24', '1.x', '2.x']
const derivations: readonly KeyDerivation[] = ['concat', 'django-concat', 'hmac', 'none']
const digests: readonly DigestMethod[] = [
  ...(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s'] as const),
  ...(['sha3_224', 'sha3_256', 'sha3_384', 'sha3_512'] as const),
]

/** In the words of itsdangerous. */
export const signingOptions: readonly CommandOption[] = [
  { flag: '--salt <text>', help: 'what the signature is for (default: that of the kind)' },
  { flag: '--era <era>', help: `of itsdangerous: ${eras.join(', ')}` },
  { flag: '--key-derivation <name>', help: derivations.join(', ') },
  { flag: '--digest <name>', help: 'by its name in hashlib, such as sha1 or sha512' },
  { flag: '--algorithm <name>', help: 'of a JWS or a JWT, such as HS256' },
]

export const maxAgeOption: CommandOption = {
  flag: '--max-age <time>',
  help: 'how old a token with a time in it may be: seconds, or a number with s, m, h or d',
}

export const expiresInOption: CommandOption = {
  flag: '--expires-in <time>',
  help: 'for timed-jws and jwt: seconds, or a number with s, m, h or d',
}

/** @throws {UsageError} for a value that is none. */
export function readSigningFlags({ text }: Call): SigningFlags {
  const oneOf = <Value extends string>(
    name: string,
    values: readonly Value[],
  ): Value | undefined => {
    const given = text(name)
    const value = values.find((known) => known === given)
    if (given === undefined || value !== undefined) return value
    throw new UsageError(`--${name}: expected one of ${values.join(', ')}`)
  }
  const time = (name: string): number | undefined => {
    const given = text(name)
    if (given === undefined) return undefined
    const duration = /^\d+$/.test(given) ? Number(given) : given
    return typed(() => seconds(duration as Duration, `--${name}`)) // which throws for what is none
  }
  return {
    salt: text('salt'),
    era: oneOf('era', eras),
    keyDerivation: oneOf('key-derivation', derivations),
    digestMethod: oneOf('digest', digests),
    algorithm: oneOf('algorithm', jwsAlgorithms),
    maxAge: time('max-age'),
    expiresIn: time('expires-in'),
  }
}

const flagNames: Readonly<Record<keyof SigningFlags, string>> = {
  salt: '--salt',
  era: '--era',
  keyDerivation: '--key-derivation',
  digestMethod: '--digest',
  algorithm: '--algorithm',
  maxAge: '--max-age',
  expiresIn: '--expires-in',
}

/** A flag that is given where only `taken` mean anything: passed over, it would seem to have been obeyed. */
export function strangeFlag(
  flags: SigningFlags,
  taken: readonly (keyof SigningFlags)[],
): string | undefined {
  const names = Object.keys(flagNames) as (keyof SigningFlags)[] // the type of the table has no others
  const strange = names.find((name) => flags[name] !== undefined && !taken.includes(name))
  return strange && flagNames[strange]
}
