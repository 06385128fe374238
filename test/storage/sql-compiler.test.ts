import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Compiler, guard, query } from '../../src/storage/sql-compiler.ts'

const db = new Compiler('sqlite')

describe('the query compiler', () => {
  it('compiles once and binds the parameters of each call', () => {
    let builds = 0
    const find = query(({ id }: { id: string }) => {
      builds += 1
      return db.selectFrom('accounts').select('username').where('id', '=', id)
    })
    const sql = 'select "username" from "accounts" where "id" = ?'
    assert.deepEqual(find({ id: 'a' }), { sql, parameters: ['a'] })
    assert.deepEqual(find({ id: "'; DROP TABLE accounts" }).parameters, ["'; DROP TABLE accounts"])
    assert.equal(builds, 1)
  })

  it('marks a guard', () => {
    const enable = guard(() =>
      db.updateTable('accounts').set({ disabled_at: null }).returning('id'),
    )
    assert.equal(enable({}).guard, true)
  })

  it('refuses to compute with a value that is not there yet', () => {
    const later = query(({ now }: { now: number }) =>
      db
        .selectFrom('budgets')
        .select('key')
        .where('arrival', '>', now + 60),
    )
    assert.throws(() => later({ now: 1 }), TypeError)
  })

  it('refuses a parameter that is neither text nor a number', () => {
    const find = query(({ id }: { id: string }) =>
      db.selectFrom('accounts').select('username').where('id', '=', id),
    )
    // @ts-expect-error: what a caller without types might pass on
    assert.throws(() => find({ id: { toString: () => 'acc_1' } }), TypeError)
  })
})
