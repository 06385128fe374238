import type { NumericDate } from '../clock.ts'
import type { Revocation } from '../revocation.ts'

/** How a client may come by tokens, as RFC 6749 spells it. */
export type ClientGrant = 'refresh_token' | 'client_credentials'

/** A registered client as it is stored. */
export interface ClientRecord {
  /** Its `client_id`; unique. */
  readonly name: string
  /** SHA-256 of its secret, base64url. */
  readonly secretHash: string
  readonly grants: readonly ClientGrant[]
  /** What its own access tokens may cover. */
  readonly scopes: readonly string[]
  readonly createdAt: NumericDate
}

/** The end of a client, of its sessions and of its access tokens. */
export interface ClientEnd {
  readonly name: string
  readonly now: NumericDate
  /** Tokens of its own that were issued at this time or before are refused. */
  readonly issuedUntil: NumericDate
  /** When the revocations may be forgotten. */
  readonly revokeUntil: NumericDate
}

/** What the registration of clients needs stored. */
export interface ClientStore {
  /** `false`: the name is taken. */
  insertClient(client: ClientRecord): Promise<boolean>
  findClient(name: string): Promise<ClientRecord | undefined>
  /** By name, in the order of their code points. */
  listClients(): Promise<readonly ClientRecord[]>
  /**
   * Deletes it, ends the sessions of its `client_id` (reason `revoked`), and revokes the access tokens
   * issued until `issuedUntil` with its name as their `sub`. `undefined`: there was none of that name.
   */
  deleteClient(end: ClientEnd): Promise<readonly Revocation[] | undefined>
}
