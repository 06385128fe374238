import { flawOf, registeredNames } from './access-claims.ts'
import type { SubjectClaims } from './definition.ts'
import { applySchema, SchemaMismatch } from './standard-schema.ts'
import type { StandardSchema } from './standard-schema.ts'

// What is wrong here is a mistake of the application and not a refusal: hence TypeErrors.

/** @throws {TypeError} when a verifier would refuse them. */
export function checkedSubject(subject: SubjectClaims): SubjectClaims {
  const { sub, client_id = 'first-party', scope = '', sid, roles, auth_time, cnf } = subject
  for (const [name, value] of Object.entries({ sub, client_id, sid: sid ?? 'none' })) {
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name}: expected a name`)
  }
  const claims = { sub, client_id, scope, sid, auth_time, roles, cnf }
  const flaw = flawOf(claims)
  if (flaw !== undefined) throw new TypeError(flaw)
  return claims
}

/**
 * The application's own claims, as a verifier will read them.
 *
 * @throws {TypeError} when one has a registered name, or they do not fit the schema.
 */
export function checkedOwnClaims(
  own: object,
  schema: StandardSchema<unknown, object> | undefined,
): object {
  // Through JSON first: a schema that takes a `Date` here would refuse the text it becomes.
  const claims: unknown = JSON.parse(JSON.stringify(own) ?? 'null')
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw new TypeError('claims: expected an object')
  }
  const taken = Object.keys(claims).find((name) => registeredNames.has(name))
  if (taken !== undefined) throw new TypeError(`claims: ${taken} is a registered name`)
  if (schema === undefined) return claims
  try {
    applySchema(schema, claims)
    return claims
  } catch (error) {
    if (!(error instanceof SchemaMismatch)) throw error
    throw new TypeError(error.message, { cause: error })
  }
}
