import { decodeUtf8 } from '../bytes.ts'
import {
  BadSignature,
  json,
  type JsonFormat,
  type KeyDerivation,
  type Serializer,
  type SerializerOptions,
  type Signer,
  type SignerOptions,
  type TimedSerializer,
} from '../signing/index.ts'
import type { Signing, SigningFlags } from './signing-flags.ts'

/** What can be signed, verified and looked into. */
export interface SignedKind {
  /** The flags that mean something for it. */
  readonly takes: readonly (keyof SigningFlags)[]
  /** The token of a payload, which is JSON or, for signers and the remember cookie, text. */
  readonly sign: (payload: string, by: Signing) => string
  /** The payload, if the signature is good. @throws {AuthError} */
  readonly verify: (token: string, by: Signing) => unknown
  /** The payload, whoever signed it; `undefined` where it cannot be read as one of this kind. */
  readonly peek: (token: string) => unknown
}

/** What holds for a kind where no flag says otherwise. */
interface Standard {
  readonly salt?: string
  readonly keyDerivation?: KeyDerivation
  readonly format?: JsonFormat
  readonly maxAge?: number
}

const ofSigners = ['salt', 'era', 'keyDerivation', 'digestMethod'] as const
const nobody: Signing = { key: 'nobody' }

function signerOptionsOf(by: Signing, standard: Standard): SignerOptions {
  const { salt = standard.salt, keyDerivation = standard.keyDerivation, era, digestMethod } = by
  return {
    ...(salt !== undefined && { salt }),
    ...(era && { era }),
    ...(keyDerivation && { keyDerivation }),
    ...(digestMethod && { digestMethod }),
  }
}

/** What a serializer is made with. */
export function optionsOf(by: Signing, standard: Standard = {}): SerializerOptions {
  const { format: serializerOptions = {} } = standard
  const { salt, era, ...signerOptions } = signerOptionsOf(by, standard)
  const named = { ...(salt !== undefined && { salt }), ...(era && { era }) }
  return { lossless: true, serializerOptions, signerOptions, ...named }
}

/** What a signature that is not good was for. */
function payloadOf(open: () => unknown): Uint8Array | undefined {
  try {
    open()
  } catch (error) {
    if (error instanceof BadSignature && error.payload instanceof Uint8Array) return error.payload
  }
  return undefined
}

/** JSON of which nothing is lost on the way. */
export const serialized = (
  takes: SignedKind['takes'],
  make: (by: Signing) => Serializer,
): SignedKind => ({
  takes,
  sign: (payload, by) => make(by).dumps(json.loads(payload, { lossless: true })),
  verify: (token, by) => make(by).loads(token),
  peek(token) {
    const serializer = make(nobody)
    const payload = payloadOf(() => serializer.loads(token))
    try {
      return payload && serializer.loadPayload(payload)
    } catch {
      return undefined
    }
  },
})

export const untimed = (type: typeof Serializer): SignedKind =>
  serialized(ofSigners, (by) => new type(by.key, optionsOf(by)))

export function timed(type: typeof TimedSerializer, standard: Standard = {}): SignedKind {
  const make = (by: Signing): TimedSerializer => new type(by.key, optionsOf(by, standard))
  return {
    ...serialized([...ofSigners, 'maxAge'], make),
    verify: (token, by) => make(by).loads(token, ageOf(by.maxAge ?? standard.maxAge)),
  }
}

/** Text. */
export function signed<Type extends Signer>(
  type: new (key: string | Uint8Array, options: SignerOptions) => Type,
  unsign: (signer: Type, token: string, by: Signing) => string,
): SignedKind {
  const make = (by: Signing): Type => new type(by.key, signerOptionsOf(by, {}))
  return {
    takes: ofSigners,
    sign: (payload, by) => make(by).sign(payload),
    verify: (token, by) => unsign(make(by), token, by),
    peek(token) {
      const payload = payloadOf(() => make(nobody).unsign(token))
      return payload && decodeUtf8(payload)
    },
  }
}

export const ageOf = (maxAge: number | undefined): { readonly maxAge?: number } =>
  maxAge === undefined ? {} : { maxAge }
