import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { FlaskIdentity } from '../accounts/index.ts'
import { randomId } from '../random.ts'
import type { OpenStore } from './fixtures.ts'
import { accountRecord, sharedStore, start } from './fixtures.ts'

export function flaskIdentityContract(open: OpenStore): void {
  const store = sharedStore(open)

  async function identityOf(changes: Partial<FlaskIdentity> = {}): Promise<FlaskIdentity> {
    const account = accountRecord()
    await store().insertAccount(account)
    const identity = { accountId: account.id, uniquifier: randomId(), passwordVersion: 1 }
    return { ...identity, tokensFrom: 0, ...changes }
  }

  it('finds an identity by its account and by its uniquifier', async () => {
    const identity = await identityOf({ tokensFrom: start + 0.5 })
    assert.equal(await store().findFlaskIdentity(identity.accountId), undefined)
    await store().putFlaskIdentity(identity)
    const found = [
      await store().findFlaskIdentity(identity.accountId),
      await store().findFlaskIdentityByUniquifier(identity.uniquifier),
    ]
    for (const each of found) assert.deepEqual({ ...each }, identity)
    assert.equal(await store().findFlaskIdentityByUniquifier(randomId()), undefined)
  })

  it('puts a new one in the place of the old', async () => {
    const identity = await identityOf()
    await store().putFlaskIdentity(identity)
    const next = { ...identity, uniquifier: randomId(), passwordVersion: 2, tokensFrom: start }
    await store().putFlaskIdentity(next)
    assert.deepEqual({ ...(await store().findFlaskIdentity(identity.accountId)) }, next)
    assert.equal(await store().findFlaskIdentityByUniquifier(identity.uniquifier), undefined)
  })

  it('finds an identity by the name that only tokens have', async () => {
    const tokenUniquifier = randomId()
    const identity = await identityOf({ tokenUniquifier })
    await store().putFlaskIdentity(identity)
    const found = await store().findFlaskIdentityByTokenUniquifier(tokenUniquifier)
    assert.deepEqual({ ...found }, identity)
    assert.equal(await store().findFlaskIdentityByTokenUniquifier(identity.uniquifier), undefined)
    const { tokenUniquifier: _, ...without } = identity
    await store().putFlaskIdentity(without)
    assert.equal(await store().findFlaskIdentityByTokenUniquifier(tokenUniquifier), undefined)
    const other = await identityOf()
    await store().putFlaskIdentity({ ...without, tokenUniquifier })
    const stolen = store().putFlaskIdentity({ ...other, tokenUniquifier })
    await assert.rejects(stolen, { code: 'account_exists' })
  })

  it('confirms an address, and touches nothing else', async () => {
    const identity = await identityOf({ tokensFrom: start })
    const { accountId } = identity
    await store().confirmFlaskIdentity(accountId, 'ada@example.com')
    assert.equal(await store().findFlaskIdentity(accountId), undefined)
    await store().putFlaskIdentity(identity)
    await store().confirmFlaskIdentity(accountId, 'ada@example.com')
    const confirmed = { ...identity, confirmedEmail: 'ada@example.com' }
    assert.deepEqual({ ...(await store().findFlaskIdentity(accountId)) }, confirmed)
    await store().putFlaskIdentity({ ...identity, passwordVersion: 2 })
    const next = { ...confirmed, passwordVersion: 2 }
    assert.deepEqual({ ...(await store().findFlaskIdentity(accountId)) }, next)
  })

  it("refuses another account's uniquifier, and changes nothing", async () => {
    const [first, second] = [await identityOf(), await identityOf()]
    await store().putFlaskIdentity(first)
    await store().putFlaskIdentity(second)
    const stolen = { ...second, uniquifier: first.uniquifier }
    await assert.rejects(store().putFlaskIdentity(stolen), { code: 'account_exists' })
    assert.deepEqual({ ...(await store().findFlaskIdentity(second.accountId)) }, second)
  })
}
