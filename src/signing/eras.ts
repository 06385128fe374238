/** A generation of itsdangerous, by what it wrote. `2.x` also stands for everything since. */
export type Era = '0.24' | '1.x' | '2.x'

/** What differs between them. */
export interface EraRules {
  /** Seconds from 1970 to where timestamps begin: 0.24 counts from 2011-01-01. */
  readonly epoch: number
  readonly jwsAlgorithm: 'HS256' | 'HS512'
  /** Whether compact JSON escapes what is not ASCII. */
  readonly compactAscii: boolean
  /** 1.1 reads what the withdrawn 1.0.0 signed with SHA-512. */
  readonly fallbackSha512: boolean
  /** The complaint about a separator that could be part of a signature; 0.24 has none. */
  readonly separatorRule: string | undefined
  /** Whether a signature from the future is refused where an age is asked for. */
  readonly refusesFuture: boolean
  /** Whether an untrue signature reports its date as the bare number in the token. */
  readonly bareDate: boolean
  /** Whether the time of expiry is whatever Python's `int()` takes. */
  readonly expiryByInt: boolean
  /** Bytes a timestamp may have. */
  readonly timestampBytes: number
  readonly unreadablePayload: string
}

const separatorRule = (characters: string): string =>
  `The given separator cannot be used because it may be contained in the signature itself. ${characters} must not be used.`
const unreadablePayload =
  'Could not load the payload because an exception occurred on unserializing the data'

const eras: Readonly<Record<Era, EraRules>> = {
  '0.24': {
    epoch: 1_293_840_000,
    jwsAlgorithm: 'HS256',
    compactAscii: true,
    fallbackSha512: false,
    separatorRule: undefined,
    refusesFuture: false,
    bareDate: true,
    expiryByInt: false,
    timestampBytes: Infinity,
    unreadablePayload,
  },
  '1.x': {
    epoch: 0,
    jwsAlgorithm: 'HS512',
    compactAscii: false,
    fallbackSha512: true,
    separatorRule: separatorRule('Alphanumeric characters and `-_=`'),
    refusesFuture: false,
    bareDate: true,
    expiryByInt: true,
    timestampBytes: 8,
    unreadablePayload: `${unreadablePayload}.`,
  },
  '2.x': {
    epoch: 0,
    jwsAlgorithm: 'HS512',
    compactAscii: false,
    fallbackSha512: false,
    separatorRule: separatorRule("ASCII letters, digits, and '-_='"),
    refusesFuture: true,
    bareDate: false,
    expiryByInt: true,
    timestampBytes: 8,
    unreadablePayload: `${unreadablePayload}.`,
  },
}

/**
 * The rules of an era.
 *
 * @throws {RangeError} when there is no such era.
 */
export function rulesOf(era: Era): EraRules {
  if (!Object.hasOwn(eras, era)) throw new RangeError(`era: expected 0.24, 1.x or 2.x, got ${era}`)
  return eras[era]
}
