export type { Jwk, JwkSet, JwsAlgorithm } from './jwk.ts'
export type { KeyRecord, KeyState, KeyStore } from './key-store.ts'
