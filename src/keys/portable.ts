/**
 * The second door: keys that verify by Web Crypto, for whatever runs where there is no Node. Nothing
 * behind it loads a module of Node.
 */
export { asymmetricAlgorithms, checkAlgorithms, isAlgorithm, jwsAlgorithms } from './algorithms.ts'
export type { ImportJwkOptions } from './check-jwk.ts'
export type { KeySet } from './jwk-set.ts'
export type { Jwk, JwkSet, JwsAlgorithm } from './jwk.ts'
export type { Key, KeyResolver, VerificationKey } from './key.ts'
export { thumbprintInput } from './thumbprint-input.ts'
export { importWebJwk, importWebJwkSet } from './web-key.ts'
