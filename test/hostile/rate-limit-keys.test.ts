import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { signInAllowances, sweepInterval, sweepLimit, sweepRounds } from '../../src/defaults.ts'
import { memory } from '../../src/storage/index.ts'
import { openApi } from '../http/open-api.ts'

const start = 1_795_000_000

/** How many counters there are. */
const counters = (store: ReturnType<typeof memory>): Promise<number> =>
  store.sweep({ now: start + 1e9, limit: 1e9 })

describe('Q06 guesses at ever new names from ever new networks', () => {
  it('leave no counter where no password was looked at', async () => {
    const store = memory()
    const passwords = { argon2id: { memoryCost: 64 }, concurrency: 1, queueLength: 0 }
    const api = await openApi({}, { store, passwords })
    await counters(store)
    const outcomes = await Promise.all(
      Array.from({ length: 300 }, async (_, n) => {
        const who = { username: `name-${n}`, password: 'x' }
        return api.call('POST', '/api/v1/login', { body: who, address: `10.0.${n % 256}.1` })
      }),
    )
    assert.equal(outcomes.filter(({ status }) => status === 503).length, 299)
    // Of the one that was looked at: the name, the network, both together, and all names.
    assert.equal(await counters(store), 4)
    await api.close()
  })

  it('leave no counter where there were too many guesses', async () => {
    const store = memory()
    const signInLimits = { overall: { burst: 5, interval: 3_600 } }
    const passwords = { argon2id: { memoryCost: 64 } }
    const api = await openApi({}, { store, passwords, signInLimits })
    await counters(store)
    for (let n = 0; n < 300; n += 1) {
      const who = { username: `name-${n}`, password: 'x' }
      const address = `10.${n}.0.1`
      const { status } = await api.call('POST', '/api/v1/login', { body: who, address })
      assert.equal(status, n < 5 ? 401 : 429)
    }
    assert.equal(await counters(store), 5 * 3 + 1)
    await api.close()
  })

  it('leave fewer in a minute than the sweeper takes', () => {
    // As many guesses as `overall` bears, each with a name, a network and a pair of its own.
    const perMinute = 3 * (sweepInterval / signInAllowances.overall.interval)
    assert.ok(sweepRounds * sweepLimit > perMinute)
  })
})
