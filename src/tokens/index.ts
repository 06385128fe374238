/**
 * Access tokens: what they say, who issues them, who checks them, and how they are refused before
 * they expire. Nothing here knows of HTTP or of a database.
 */
export type { AccessClaims, RegisteredClaims } from './access-claims.ts'
export { createAccessTokens } from './access-tokens.ts'
export type {
  AccessTokens,
  AccessTokensOptions,
  NewAccessToken,
  SigningKeys,
} from './access-tokens.ts'
export { authRequired, headerFields, parseAuthorization } from './authorization.ts'
export type {
  HeaderFields,
  ParseAuthorizationOptions,
  RequestLike,
  Requirements,
} from './authorization.ts'
export { defineAccessToken } from './definition.ts'
export type {
  AccessTokenDefinition,
  OwnTokenDefinition,
  SessionSource,
  SessionTokenDefinition,
  SubjectClaims,
  TokenContent,
} from './definition.ts'
export { introspect } from './introspection.ts'
export type { Introspection } from './introspection.ts'
export { createProofs } from './node-proofs.ts'
export { confirm, proofAlgorithms } from './proofs.ts'
export type { Proofs, ProofsOptions, ProvenRequest } from './proofs.ts'
export { encodeRevocationEvent } from './revocation-events.ts'
export type { HeartbeatEvent, RevocationEvent, RevocationsEvent } from './revocation-events.ts'
export { createRevocationSet } from './revocation-set.ts'
export type { RevokedSubject } from './revoked-subject.ts'
export type { RevocationSet, RevocationSetOptions } from './revocation-set.ts'
export type { Revocation } from '../revocation.ts'
export type {
  RevocableClaims,
  Revocations,
  RevocationStore,
  RevocationView,
  RevocationWatch,
} from './revocation.ts'
export type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.ts'
export { applySchema, SchemaMismatch } from './standard-schema.ts'
export { createStatusList, statusListPath } from './status-list.ts'
export type { StatusList } from './status-list.ts'
export { hasTokenForm } from './token-form.ts'
export type { TokenCheckOptions } from './token-check-options.ts'
export type { VerifiedTokensOptions } from './verified-tokens.ts'
export { createVerifier } from './verifier.ts'
export type { Verifier, VerifierOptions } from './verifier.ts'
