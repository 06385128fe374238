export { createVerifiers } from './verifiers.ts';
export type { NewVerifier, RegisteredVerifier, Verifiers, VerifiersOptions } from './verifiers.ts';
export type { VerifierRecord, VerifierStore } from './verifier-store.ts';
