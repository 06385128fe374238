export type { Revocation, RevocationStore } from './revocation.ts'
