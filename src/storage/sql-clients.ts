import type { ClientEnd, ClientGrant, ClientRecord, ClientStore } from '../clients/index.ts'
import { fromList, toList } from './sql-account-rows.ts'
import { guard, query } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'
import { endQueries, revocationInsert, toRevocation } from './sql-revocations.ts'

export function sqlClients(driver: SqlDriver, db: Compiler): ClientStore {
  const { insert, find, list, remove, endSessions } = clientQueries(db)
  const revoke = revocationInsert(db)
  return {
    async insertClient({ grants, scopes, ...client }) {
      const row = { ...client, grants: fromList(grants), scopes: fromList(scopes) }
      return (await driver.write([insert(row)])).stoppedAt === undefined
    },

    findClient: async (name) => (await driver.read(find({ name }))).map(toClient)[0],

    listClients: async () => (await driver.read(list({}))).map(toClient),

    async deleteClient({ name, now, issuedUntil, revokeUntil }: ClientEnd) {
      const { stoppedAt, rows } = await driver.write([
        remove({ name }),
        revoke({
          kind: 'account',
          subject: name,
          issuedUntil,
          revokedAt: now,
          expiresAt: revokeUntil,
        }),
        ...endSessions({ clientId: name, reason: 'revoked', now, revokeUntil }),
      ])
      return stoppedAt === undefined ? [...rows[1], ...rows[2]].map(toRevocation) : undefined
    },
  }
}

const clientQueries = (db: Compiler) => ({
  insert: guard((client: ClientRow) =>
    db
      .insertInto('clients')
      .values({
        name: client.name,
        secret_hash: client.secretHash,
        grants: client.grants,
        scopes: client.scopes,
        created_at: client.createdAt,
      })
      .returning('name'),
  ),

  find: query(({ name }: { name: string }) =>
    db.selectFrom('clients').select(columns).where('name', '=', name),
  ),

  list: query(() => db.selectFrom('clients').select(columns).orderBy('name')),

  remove: guard(({ name }: { name: string }) =>
    db.deleteFrom('clients').where('name', '=', name).returning('name'),
  ),

  // Looks at every session: it is done once in the life of a client, and an index would be kept for it by every sign-in.
  endSessions: endQueries(db, (eb, end: { clientId: string }) =>
    eb('client_id', '=', end.clientId),
  ),
})

const columns = [
  'name',
  'secret_hash as secretHash',
  'grants',
  'scopes',
  'created_at as createdAt',
] as const

interface ClientRow extends Pick<ClientRecord, 'name' | 'secretHash' | 'createdAt'> {
  readonly grants: string
  readonly scopes: string
}

const toClient = (row: ClientRow): ClientRecord => ({
  name: row.name,
  secretHash: row.secretHash,
  grants: toList(row.grants) as readonly ClientGrant[], // only `insert` writes them
  scopes: toList(row.scopes),
  createdAt: row.createdAt,
})
