// Calls what a vector says: a class, what its constructor is given, a method, its arguments.
import * as signing from '../../src/signing/index.ts'

/** JSON as it stands in test/vectors, which is described there under `meta`. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [k: string]: Json }

export interface Vector {
  readonly id: string
  readonly version: string
  readonly class: string
  readonly op: string
  readonly ctor?: { readonly [name: string]: Json }
  readonly args: { readonly [name: string]: Json }
  readonly now?: number
  readonly expect: Json
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Text and bytes as Python told them apart. */
export function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded)
  if (!isObject(value)) return value
  if (typeof value['utf8'] === 'string') return new TextEncoder().encode(value['utf8'])
  if (typeof value['b64'] === 'string') return new Uint8Array(Buffer.from(value['b64'], 'base64'))
  if (typeof value['str'] === 'string') return value['str']
  return Object.fromEntries(Object.entries(value).map(([name, v]) => [camelCase(name), decoded(v)]))
}

const camelCase = (name: string): string =>
  name
    .replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    .replace('Kwargs', 'Options')

const classes: Readonly<Record<string, unknown>> = {
  Signer: signing.Signer,
  TimestampSigner: signing.TimestampSigner,
  Serializer: signing.Serializer,
  TimedSerializer: signing.TimedSerializer,
  URLSafeSerializer: signing.URLSafeSerializer,
  URLSafeTimedSerializer: signing.URLSafeTimedSerializer,
  JSONWebSignatureSerializer: signing.JSONWebSignatureSerializer,
  TimedJSONWebSignatureSerializer: signing.TimedJSONWebSignatureSerializer,
}

const algorithmOf = (name: string) =>
  name === 'none'
    ? new signing.NoneAlgorithm()
    : // The names after `hmac-` are digests that we know.
      new signing.HMACAlgorithm(name.replace('hmac-', '') as signing.DigestMethod)

/** The constructor's options for what Python's was given. */
function optionsOf(ctor: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(ctor)) {
    if (name === 'algorithm') options['algorithm'] = algorithmOf(String(value))
    else if (name === 'serializer') {
      options['serializer'] = value === 'json' ? signing.json : signing.compactJson
    } else if (name === 'signer') options['signer'] = classes[String(value)]
    else if (name === 'fallback_signers') {
      options['fallbackSigners'] = (value as readonly Record<string, unknown>[]).map(fallbackOf)
    } else if (name === 'signer_kwargs') {
      options['signerOptions'] = optionsOf(value as Record<string, unknown>)
    } else if (name !== 'secret_key') options[camelCase(name)] = decoded(value)
  }
  return options
}

function fallbackOf({ signer, kwargs }: Readonly<Record<string, unknown>>): unknown {
  const type = classes[String(signer)]
  const options = kwargs === undefined ? undefined : optionsOf(kwargs as Record<string, unknown>)
  if (signer === undefined) return options
  return options === undefined ? type : [type, options]
}

export const eraOf = (version: string): signing.Era =>
  version === '0.24' ? '0.24' : version.startsWith('1.') ? '1.x' : '2.x'

export const lossless = { lossless: true, compat: true } as const

/** The answer of the library, whatever it is, to what the vector asks. */
export function call(
  vector: Pick<Vector, 'version' | 'class' | 'op' | 'ctor' | 'args' | 'now'>,
): unknown {
  const era = eraOf(vector.version)
  const { value, payload_json: text, sig, ...rest } = vector.args
  const given = typeof text === 'string' ? signing.json.loads(text, lossless) : decoded(value)
  if (vector.class === '-') {
    const functions = {
      base64_encode: () => signing.base64Encode(given as string),
      base64_decode: () => signing.base64Decode(given as string, { compat: true }),
      int_to_bytes: () => signing.intToBytes(BigInt(given as string), { era }),
      bytes_to_int: () => signing.bytesToInt(given as Uint8Array, { era }),
    }
    return functions[vector.op as keyof typeof functions]()
  }
  const options = {
    era,
    clock: () => vector.now ?? 0,
    allowEmptySecretKey: true,
    ...lossless,
    ...optionsOf(vector.ctor ?? {}),
  }
  // A class of the library by its own name: what it is made with and asked for is the vector's to say.
  const type = classes[vector.class] as new (
    key: unknown,
    options: unknown,
  ) => Record<string, (...args: unknown[]) => unknown>
  const object = new type(decoded(vector.ctor?.['secret_key']), options)
  if (vector.op === 'construct') return undefined
  if (vector.op === 'derive_key') return object['deriveKey']?.()
  const named = Object.entries(rest).map(([name, item]) => [
    camelCase(name),
    name === 'header_fields' ? new Map(Object.entries(item ?? {})) : decoded(item),
  ])
  const args = sig === undefined ? [given] : [given, decoded(sig)]
  return object[camelCase(vector.op)]?.(...args, Object.fromEntries(named))
}
