import { PGlite } from '@electric-sql/pglite'
import { after } from 'node:test'
import { postgres } from '../../src/postgres/index.ts'
import type { PgPool } from '../../src/postgres/index.ts'
import { storeContract } from '../../src/store-contract/index.ts'

// PostgreSQL itself, compiled to WebAssembly, behind no more than the part of `pg` that the store asks
// for: one connection, without notifications.

const database = await PGlite.create()
after(() => database.close())
let schemas = 0

storeContract('pglite', async () => {
  schemas += 1
  const schema = `schema_${schemas}`
  await database.exec(`CREATE SCHEMA ${schema}`)
  return postgres(poolOf(schema))
})

/** The one connection, lent to one after the other. */
function poolOf(schema: string): PgPool {
  return {
    async connect() {
      const turn = Promise.withResolvers<void>()
      const before = lent
      lent = turn.promise
      await before
      await database.exec(`SET search_path TO ${schema}`)
      return {
        async query({ text, values }) {
          if (!values) return { rows: (await database.exec(text)).at(-1)?.rows ?? [] }
          return { rows: (await database.query(text, values)).rows }
        },
        release: () => turn.resolve(),
      }
    },
  }
}

let lent: Promise<void> = Promise.resolve()
