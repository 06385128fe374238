/**
 * The door of `latchkey/verifier`: access tokens checked in another service than the one that issues
 * them, without a database and without a package. This is the one for Node; `web-verifier.ts` is the
 * same where there is none.
 */
import { importJwkSet } from '../keys/index.ts'
import type { Key } from '../keys/index.ts'
import { createVerifierOn } from './create-verifier.ts'
import type { Verifier, VerifierOptions, VerifierRuntime } from './create-verifier.ts'
import { createProofs } from './node-proofs.ts'

export { AuthError } from '../errors.ts'
export type { AuthErrorCode } from '../errors.ts'
export type { AccessClaims, RegisteredClaims } from './access-claims.ts'
export { authRequired, parseAuthorization } from './authorization.ts'
export type {
  HeaderFields,
  ParseAuthorizationOptions,
  RequestLike,
  Requirements,
} from './authorization.ts'
export type { Verifier, VerifierOptions } from './create-verifier.ts'
export type { ProvenRequest } from './proofs.ts'
export { eventFeed } from './event-feed.ts'
export type { EventFeed, EventFeedOptions } from './event-feed.ts'
export { createRevocationSet } from './revocation-set.ts'
export type { RevocationSet, RevocationSetOptions } from './revocation-set.ts'
export type { Revocation } from '../revocation.ts'
export type { RevocableClaims, Revocations, RevocationView } from './revocation.ts'
export type { StandardSchema } from './standard-schema.ts'
export type { TokenCheckOptions } from './token-check-options.ts'
export type { VerifiedTokensOptions } from './verified-tokens.ts'

const node: VerifierRuntime<Key> = {
  importJwkSet,
  proofs: createProofs,
  verify: (check, token, staleAfter) => check.verify(token, staleAfter),
  verifyWithoutProof: (check, token, staleAfter) => check.verifyWithoutProof(token, staleAfter),
  verifyNow: (check, token) => check.verify(token),
}

/**
 * A verifier of the access tokens of one issuer for one audience. A token seen before costs one
 * look-up, and its dates, its key and its revocation are looked at every time.
 *
 * @throws {TypeError} @throws {RangeError} for options that make no sense.
 * @example
 * const verifier = createVerifier({
 *   issuer: 'https://auth.example.com',
 *   audience: 'orders',
 *   jwksUri: 'https://auth.example.com/.well-known/jwks.json',
 * })
 * const claims = authRequired(await parseAuthorization(request, verifier), { scope: 'orders:read' })
 */
export const createVerifier = <Claims extends object = object>(
  options: VerifierOptions<Claims>,
): Verifier<Claims> => createVerifierOn(node, options)
