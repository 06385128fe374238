import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memory } from '../../src/storage/index.ts'
import { accountRecord, start, storedSession } from '../sqlite/temporary.ts'

describe('the memory store', () => {
  it('hands out records that cannot be changed', async () => {
    const store = memory()
    const { id, accountId } = await storedSession(store)
    const found = await store.findSession(id, start)
    const account = await store.findAccountById(accountId)
    assert.ok(found && account)
    assert.throws(() => Object.assign(found.session, { generation: 9 }), TypeError)
    assert.throws(() => Object.assign(account, { passwordHash: 'x' }), TypeError)
    assert.throws(() => Object.assign(account.roles, ['root']), TypeError)
  })

  it('shares nothing with another one', async () => {
    const [one, other] = [memory(), memory()]
    await one.insertAccount(accountRecord())
    assert.deepEqual(await other.listAccounts({ limit: 10 }), [])
  })
})
