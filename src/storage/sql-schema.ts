import type { Generated } from 'kysely'
import type { KeyRecord } from '../keys/index.ts'
import type { SessionEndReason } from '../sessions/index.ts'
import type { Revocation } from '../tokens/index.ts'

// The tables, column by column; migrations/*/*.sql make them.

export interface Schema {
  latchkey_migrations: {
    version: number
    name: string
    checksum: string
    compatible_from: number
    applied_at: number
  }
  accounts: {
    id: string
    username: string
    username_key: string
    email: string | null
    email_key: string | null
    /** A JSON array of strings, as is `scopes`. */
    roles: string
    scopes: string
    created_at: number
    disabled_at: number | null
    password_hash: string | null
    password_version: number
  }
  flask_identities: {
    account_id: string
    uniquifier: string
    password_version: number
    tokens_from: number
    token_uniquifier: string | null
    confirmed_email: string | null
  }
  sessions: {
    id: string
    account_id: string
    client_id: string
    generation: number
    renewal_ids: string
    authenticated_at: number
    rotated_at: number
    last_used_at: number
    idle_lifetime: number
    idle_expires_at: number
    expires_at: number
    ended_at: number | null
    end_reason: SessionEndReason | null
    device: string | null
    network: string | null
    sweep_after: number
    status_index: number | null
    jkt: string | null
  }
  revocations: {
    sequence: Generated<number>
    kind: Revocation['kind']
    subject: string
    issued_until: number | null
    revoked_at: number
    expires_at: number
  }
  signing_keys: {
    kid: string
    sequence: number
    algorithm: KeyRecord['algorithm']
    state: KeyRecord['state']
    /** JSON. */
    public_key: string | null
    sealed_private_key: string
    created_at: number
    state_since: number
  }
  budgets: {
    key: string
    arrival: number
  }
  audit: {
    sequence: Generated<number>
    at: number
    event: string
    subject: string
    detail: string
  }
  /** Of PostgreSQL, as the next one. */
  audit_inbox: {
    id: Generated<number>
    at: Generated<number>
    event: string
    subject: string
    detail: string
  }
  audit_counter: {
    last: number
  }
  audit_seals: {
    number: number
    until: number
    key_id: string
    mac: string
  }
  clients: {
    name: string
    secret_hash: string
    /** A JSON array of strings, as is `scopes`. */
    grants: string
    scopes: string
    created_at: number
  }
  verifiers: {
    id: string
    name: string
    credential_hash: string
    created_at: number
  }
}
