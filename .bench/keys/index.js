/**
 * Keys: what may be one, how it is named, and the ring of them that signs and verifies.
 * Every weakness is found when a key is imported, so that nothing is left to find per token.
 */
export { checkAlgorithms, isAlgorithm, jwsAlgorithms } from './algorithms.js';
export { generateKey } from './generate.js';
export { importJwk } from './import-jwk.js';
export { importJwkSet } from './jwk-set.js';
export { createKeyRing } from './key-ring.js';
export { createMasterSecret } from './master-secret.js';
export { thumbprint } from './thumbprint.js';
