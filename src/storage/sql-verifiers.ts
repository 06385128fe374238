import type { VerifierRecord, VerifierStore } from '../clients/index.ts'
import { guard, query } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'

export function sqlVerifiers(driver: SqlDriver, db: Compiler): VerifierStore {
  const { insert, find, list, remove } = verifierQueries(db)
  return {
    insertVerifier: async (verifier) =>
      (await driver.write([insert(verifier)])).stoppedAt === undefined,
    findVerifier: async (id) => (await driver.read(find({ id })))[0],
    listVerifiers: () => driver.read(list({})),
    deleteVerifier: async (name) =>
      (await driver.write([remove({ name })])).stoppedAt === undefined,
  }
}

const verifierQueries = (db: Compiler) => ({
  insert: guard((verifier: VerifierRecord) =>
    db
      .insertInto('verifiers')
      .values({
        id: verifier.id,
        name: verifier.name,
        credential_hash: verifier.credentialHash,
        created_at: verifier.createdAt,
      })
      .returning('id'),
  ),

  find: query(({ id }: { id: string }) =>
    db.selectFrom('verifiers').select(columns).where('id', '=', id),
  ),

  list: query(() => db.selectFrom('verifiers').select(columns).orderBy('name')),

  remove: guard(({ name }: { name: string }) =>
    db.deleteFrom('verifiers').where('name', '=', name).returning('id'),
  ),
})

const columns = [
  'id',
  'name',
  'credential_hash as credentialHash',
  'created_at as createdAt',
] as const
