// Which other services may listen to revocations and ask about tokens: a name and a credential each,
// of which only a hash is stored. What they are told is not decided here.
export { createVerifiers } from './verifiers.ts'
export type { NewVerifier, RegisteredVerifier, Verifiers, VerifiersOptions } from './verifiers.ts'
export type { VerifierRecord, VerifierStore } from './verifier-store.ts'
