/**
 * A schema of zod, valibot, arktype or any other library that speaks Standard Schema v1
 * (standardschema.dev), as far as we need it. Schemas for claims must be synchronous.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Thrown when a value does not fit; names the members at fault, never their values. */
export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch'
}

/**
 * What the schema makes of the value.
 *
 * @throws {SchemaMismatch} when it does not fit. @throws {TypeError} when the schema is asynchronous.
 */
export function applySchema<Output>(
  schema: StandardSchema<unknown, Output>,
  value: unknown,
): Output {
  const result = schema['~standard'].validate(value)
  if ('then' in result) {
    result.catch(() => {}) // or its refusal would be an unhandled rejection and end the process
    throw new TypeError('claims schema: expected a synchronous schema, got one that answers later')
  }
  if (result.issues === undefined) return result.value
  // A library's own message may quote the value it refuses, which may be an e-mail address.
  const members = new Set(result.issues.map(({ path }) => memberOf(path?.[0])))
  throw new SchemaMismatch(`the claims do not fit their schema at: ${[...members].join(', ')}`)
}

const memberOf = (segment: PropertyKey | { readonly key: PropertyKey } | undefined): string =>
  segment === undefined ? 'the top' : String(typeof segment === 'object' ? segment.key : segment)
