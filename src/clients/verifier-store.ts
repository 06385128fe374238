import type { NumericDate } from '../clock.ts'

/** A registered verifier as it is stored. */
export interface VerifierRecord {
  readonly id: string
  /** Unique. */
  readonly name: string
  /** SHA-256 of its credential, base64url. */
  readonly credentialHash: string
  readonly createdAt: NumericDate
}

/** What the registration of verifiers needs stored. */
export interface VerifierStore {
  /** `false`: the name is taken. */
  insertVerifier(verifier: VerifierRecord): Promise<boolean>
  findVerifier(id: string): Promise<VerifierRecord | undefined>
  /** By name, in the order of their code points. */
  listVerifiers(): Promise<readonly VerifierRecord[]>
  /** `false`: there was none of that name. */
  deleteVerifier(name: string): Promise<boolean>
}
