/**
 * Keys: what may be one, how it is named, and the ring of them that signs and verifies.
 * Every weakness is found when a key is imported, so that nothing is left to find per token.
 */
export { checkAlgorithms, isAlgorithm, jwsAlgorithms } from './algorithms.ts'
export { generateKey } from './generate.ts'
export type { GeneratedKey } from './generate.ts'
export type { ImportJwkOptions } from './check-jwk.ts'
export { importJwk, importJwkSet } from './import-jwk.ts'
export type { KeySet, UnusableKey } from './jwk-set.ts'
export type { Jwk, JwkSet, JwsAlgorithm } from './jwk.ts'
export type { Key, KeyResolver, VerificationKey } from './key.ts'
export { createKeyRing } from './key-ring.ts'
export type { KeyRing, KeySummary } from './key-ring.ts'
export type { KeyRingOptions } from './ring-settings.ts'
export type { KeyRecord, KeyState, KeyStore } from './key-store.ts'
export { createMasterSecret } from './master-secret.ts'
export type { DerivedSecret, MasterSecret } from './master-secret.ts'
export { thumbprint } from './thumbprint.ts'
