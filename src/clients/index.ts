// Which programs have a credential of their own, of which only a hash is stored: verifiers, which may
// listen to revocations and ask about tokens, and clients, which may ask for tokens. What they are
// told or given is not decided here.
export type { ClientEnd, ClientGrant, ClientRecord, ClientStore } from './client-store.ts'
export { createClients, isReservedName } from './clients.ts'
export type {
  ClientRights,
  Clients,
  ClientsOptions,
  NewClient,
  RegisteredClient,
} from './clients.ts'
export { createVerifiers } from './verifiers.ts'
export type { NewVerifier, RegisteredVerifier, Verifiers, VerifiersOptions } from './verifiers.ts'
export type { VerifierRecord, VerifierStore } from './verifier-store.ts'
