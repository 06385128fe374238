import type { PendingMigration } from '../src/storage/index.ts'

// What somebody may have who comes from the first release, in the SQL of both databases.

const time = 1_700_000_000

const accounts = Array.from(
  { length: 20 },
  (_, n) =>
    `('acc${n}', 'Person ${n}', 'person ${n}', 'p${n}@example.com', 'p${n}@example.com', 'admin', '', ${time + n}, ${n % 7 === 0 ? time + 99 : 'NULL'}, '$argon2id$${n}', ${n})`,
)
const sessions = Array.from(
  { length: 300 },
  (_, n) =>
    `('session${n}', 'acc${n % 20}', 'first-party', ${n}, '', ${time}, ${time + n}, ${time + n}, 100, ${time + 100 + n}, ${time + 9_999}, ${n % 3 === 0 ? `${time + n}, 'signed_out'` : 'NULL, NULL'}, 'a device', '192.0.2.${n % 250}', ${time + n})`,
)
const revocations = Array.from(
  { length: 50 },
  (_, n) => `(${n + 1}, 'session', 'session${3 * n}', NULL, ${time}, ${time + n})`,
)
const keys = ['verifying', 'signing', 'published'].map(
  (state, n) => `('key${n}', ${n}, 'ES256', '${state}', '{}', 'sealed', ${time}, ${time})`,
)

const data = `
INSERT INTO accounts (id, username, username_key, email, email_key, roles, scopes, created_at, disabled_at, password_hash,
  password_version) VALUES ${accounts.join()};
INSERT INTO sessions (id, account_id, client_id, generation, renewal_ids, authenticated_at, rotated_at, last_used_at,
  idle_lifetime, idle_expires_at, expires_at, ended_at, end_reason, device, network, sweep_after) VALUES ${sessions.join()};
INSERT INTO revocations (sequence, kind, subject, issued_until, revoked_at, expires_at) VALUES ${revocations.join()};
INSERT INTO signing_keys (kid, sequence, algorithm, state, public_key, sealed_private_key, created_at, state_since)
  VALUES ${keys.join()};
INSERT INTO budgets (key, arrival) VALUES ('somebody', ${time});
`

/** What makes a schema of these migrations, all of whose data is as old as the first of them. */
export const oldSchema = (migrations: readonly PendingMigration[]): string =>
  migrations.map(({ version, sql }) => (version === 1 ? sql + data : sql)).join('\n')
