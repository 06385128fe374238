import type { Jwk, KeyRecord, KeyStore } from '../keys/index.ts'
import { guard, query } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'

export function sqlKeys(driver: SqlDriver, db: Compiler): KeyStore {
  const { list, insert, lock, isPublished, retireSigning, promote, remove, reseal } = keyQueries(db)

  return {
    listKeys: async () => (await driver.read(list({}))).map(toKeyRecord),

    async insertKey(key) {
      const publicKey = key.publicKey ? JSON.stringify(key.publicKey) : null
      return (await driver.write([insert({ ...key, publicKey })])).stoppedAt === undefined
    },

    async promoteKey(kid, now) {
      const promotion = [isPublished({ kid }), retireSigning({ now }), promote({ kid, now })]
      return (await driver.write([lock({}), ...promotion])).stoppedAt === undefined
    },

    async deleteKey(kid) {
      return (await driver.write([remove({ kid })])).stoppedAt === undefined
    },

    async resealKey(change) {
      return (await driver.write([reseal(change)])).stoppedAt === undefined
    },
  }
}

type KeyRow = Omit<KeyRecord, 'publicKey'> & { readonly publicKey: string | null }

const toKeyRecord = (row: KeyRow): KeyRecord => ({
  kid: row.kid,
  sequence: row.sequence,
  algorithm: row.algorithm,
  state: row.state,
  // What insertKey() wrote: nothing else writes this column.
  publicKey: row.publicKey === null ? undefined : (JSON.parse(row.publicKey) as Jwk),
  sealedPrivateKey: row.sealedPrivateKey,
  createdAt: row.createdAt,
  stateSince: row.stateSince,
})

const keyQueries = (db: Compiler) => ({
  list: query(() =>
    db
      .selectFrom('signing_keys')
      .select([
        'kid',
        'sequence',
        'algorithm',
        'state',
        'public_key as publicKey',
        'sealed_private_key as sealedPrivateKey',
        'created_at as createdAt',
        'state_since as stateSince',
      ])
      .orderBy('sequence'),
  ),

  insert: guard((key: KeyRow) =>
    db
      .insertInto('signing_keys')
      .values({
        kid: key.kid,
        sequence: key.sequence,
        algorithm: key.algorithm,
        state: key.state,
        public_key: key.publicKey,
        sealed_private_key: key.sealedPrivateKey,
        created_at: key.createdAt,
        state_since: key.stateSince,
      })
      .returning('kid'),
  ),

  // The ring is promoted as a whole, one promotion after the other.
  lock: query(() => db.selectFrom('signing_keys').select('kid').orderBy('sequence').forUpdate()),

  isPublished: guard(({ kid }: { kid: string }) =>
    db
      .selectFrom('signing_keys')
      .select('kid')
      .where('kid', '=', kid)
      .where('state', '=', 'published'),
  ),

  retireSigning: query(({ now }: { now: number }) =>
    db
      .updateTable('signing_keys')
      .set({ state: 'verifying', state_since: now })
      .where('state', '=', 'signing'),
  ),

  promote: query(({ kid, now }: { kid: string; now: number }) =>
    db
      .updateTable('signing_keys')
      .set({ state: 'signing', state_since: now })
      .where('kid', '=', kid),
  ),

  remove: guard(({ kid }: { kid: string }) =>
    db.deleteFrom('signing_keys').where('kid', '=', kid).returning('kid'),
  ),

  reseal: guard((change: { kid: string; from: string; to: string }) =>
    db
      .updateTable('signing_keys')
      .set({ sealed_private_key: change.to })
      .where('kid', '=', change.kid)
      .where('sealed_private_key', '=', change.from)
      .returning('kid'),
  ),
})
