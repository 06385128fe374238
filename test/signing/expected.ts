// Holds what the library does to what Python did.
import assert from 'node:assert/strict'
import * as signing from '../../src/signing/index.ts'
import { call, decoded, lossless, type Vector } from './python.ts'

/** What Python answered, as `meta` in test/vectors/itsdangerous.json describes it. */
export interface Expected {
  readonly ok: boolean
  readonly value?: unknown
  readonly python_type?: string
  readonly hex?: string
  readonly bool?: boolean
  readonly signature_valid?: boolean
  readonly payload_json?: string
  readonly header_json?: string
  readonly timestamp?: { readonly datetime: string }
  readonly error?: {
    readonly type: string
    readonly mro: readonly string[]
    readonly message: string
    readonly payload?: unknown
    readonly header?: { readonly json: string } | null
    readonly original_error?: string | null
    readonly date_signed?: { readonly int?: number; readonly datetime?: string } | null
  }
}

/** A value as Python's `json.dumps` prints it. */
const printed = (value: unknown): string => signing.json.dumps(value, { compat: true })

/** The same of a text that says non-ASCII as it is. */
const normal = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : printed(signing.json.loads(text, lossless))

const bytes = (value: unknown): string =>
  typeof value === 'string'
    ? Buffer.from(value).toString('base64')
    : Buffer.from(value as Uint8Array).toString('base64') // whatever signers give is one of the two

const dated = (date: string): number =>
  Date.parse(/Z|[+-]\d\d:\d\d$/.test(date) ? date : `${date}Z`)

/** What Python's exceptions that are not of the ladder are here. */
const foreign: Readonly<Record<string, new (...args: never[]) => Error>> = {
  TypeError,
  ValueError: RangeError,
  NotImplementedError: RangeError,
  error: RangeError,
  Error: signing.BadData,
}

function assertRefused(vector: Vector, expected: NonNullable<Expected['error']>): void {
  const ladder: Readonly<Record<string, unknown>> = signing
  const type = ladder[expected.type] ?? foreign[expected.type]
  assert.throws(
    () => call(vector),
    (error: unknown) => {
      assert.ok(error instanceof Error)
      assert.equal(error.constructor, type)
      // binascii's own words; base64_decode has had its own since 1.0.
      if (expected.type !== 'Error') assert.equal(error.message, expected.message)
      if (error instanceof signing.BadSignature && expected.payload !== undefined) {
        const { payload } = expected
        if (payload === null) assert.equal(error.payload, undefined)
        else if (typeof payload === 'object' && 'json' in payload) {
          assert.equal(printed(error.payload), normal(String(payload.json)))
        } else assert.equal(bytes(error.payload), bytes(decoded(payload)))
      }
      if (error instanceof signing.BadTimeSignature && expected.date_signed !== undefined) {
        const { int, datetime } = expected.date_signed ?? {}
        if (datetime === undefined) assert.equal(error.dateSigned, int)
        else assert.equal(Number(error.dateSigned), dated(datetime))
      }
      if (error instanceof signing.BadHeader) {
        const header = error.header === undefined ? undefined : printed(error.header)
        assert.equal(header, normal(expected.header?.json))
      }
      if (error instanceof signing.BadHeader || error instanceof signing.BadPayload) {
        // Zip bombs apart, the same things go wrong, in classes of another language.
        assert.equal(error.originalError !== undefined, (expected.original_error ?? null) !== null)
      }
      return true
    },
  )
}

function assertGiven(vector: Vector, expected: Expected): void {
  const given = call(vector)
  const result: unknown[] = Array.isArray(given) ? given : [given]
  if (expected.hex !== undefined)
    assert.equal(Buffer.from(given as Uint8Array).toString('hex'), expected.hex) // deriveKey gives bytes
  else if (expected.bool !== undefined) assert.equal(given, expected.bool)
  else if (expected.signature_valid !== undefined) {
    assert.deepEqual(
      [result[0], printed(result[1])],
      [expected.signature_valid, normal(expected.payload_json)],
    )
  } else if (expected.payload_json !== undefined) {
    const isPair = expected.timestamp !== undefined || expected.header_json !== undefined
    assert.equal(printed(isPair ? result[0] : given), normal(expected.payload_json))
    if (expected.header_json !== undefined)
      assert.equal(printed(result[1]), normal(expected.header_json))
    if (expected.timestamp) assert.equal(Number(result[1]), dated(expected.timestamp.datetime))
  } else if (expected.value !== undefined) {
    if (vector.op === 'bytes_to_int') assert.equal(String(given), expected.value)
    else assert.equal(bytes(expected.timestamp ? result[0] : given), bytes(decoded(expected.value)))
    if (expected.timestamp) assert.equal(Number(result[1]), dated(expected.timestamp.datetime))
  } else assert.equal(given, undefined)
}

export function assertAsExpected(vector: Vector, expected: Expected): void {
  if (expected.error) assertRefused(vector, expected.error)
  else assertGiven(vector, expected)
}
