import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { after, describe, it } from 'node:test'
import { createAuth, memory } from '../../src/index.ts'
import type { Auth, AuthEvent } from '../../src/index.ts'
import { createLog } from '../../src/server/log.ts'
import { createMetrics, type MetricsOptions } from '../../src/server/metrics.ts'

const log = createLog({ output: new PassThrough() })
const secret = 'a master secret that only this test knows'

/** What is counted, and how each series is asked for. */
function start(options: Partial<MetricsOptions> = {}) {
  const metrics = createMetrics({ auth: () => undefined, outbox: () => undefined, log, ...options })
  after(() => metrics.close())
  const value = async (series: string): Promise<number | undefined> => {
    const line = (await metrics.text()).split('\n').find((each) => each.startsWith(`${series} `))
    return line === undefined ? undefined : Number(line.slice(series.length))
  }
  return { metrics, value }
}

const exchange = {
  requestId: 'r',
  method: 'GET',
  route: '/verify',
  seconds: 0.001,
  code: undefined,
  error: undefined,
  address: undefined,
  aborted: false,
}
const counted = (method: string, route: string, status: string): string =>
  `latchkey_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`

describe('the metrics', () => {
  it('count a method that HTTP does not have apart from the errors of the server', async () => {
    const { metrics, value } = start()
    metrics.onExchange({ ...exchange, method: 'OTHER', route: undefined, status: 501 })
    for (const status of [500, 503, 200, 404]) metrics.onExchange({ ...exchange, status })
    assert.equal(await value(counted('OTHER', 'unmatched', '501')), 1)
    assert.equal(await value(counted('OTHER', 'unmatched', '5xx')), undefined)
    assert.equal(await value(counted('GET', '/verify', '5xx')), 2)
    assert.equal(await value(counted('GET', '/verify', '2xx')), 1)
    assert.equal(await value(counted('GET', '/verify', '4xx')), 1)
  })

  it('count what happens, by reasons that nobody outside can choose', async () => {
    const { metrics, value } = start()
    const sessionId = 's'
    const accountId = 'a'
    const events: AuthEvent[] = [
      { type: 'signed_in', accountId, sessionId },
      { type: 'sign_in_refused', code: 'rate_limited' },
      { type: 'renewed', sessionId, repeated: false },
      { type: 'renewed', sessionId, repeated: true },
      { type: 'renewal_refused', code: 'refresh_token_reuse', sessionId },
      { type: 'session_ended', sessionId, reason: 'refresh_token_reuse' },
      { type: 'client_token_issued', clientId: 'billing' },
      { type: 'refresh_token_reuse', accountId, sessionId },
      { type: 'storage_lost_writes', sessionId },
      { type: 'task_failed', task: 'sweep', error: new Error('x') },
    ]
    for (const event of events) metrics.onEvent(event)
    metrics.onExchange({ ...exchange, status: 401, code: 'token_expired' })
    metrics.onMailFailure()
    for (const series of [
      'sign_ins_total{outcome="ok"}',
      'sign_ins_total{outcome="rate_limited"}',
      'renewals_total{outcome="ok"}',
      'renewals_total{outcome="repeated"}',
      'renewals_total{outcome="refresh_token_reuse"}',
      'sessions_ended_total{reason="refresh_token_reuse"}',
      'client_tokens_total',
      'refresh_token_reuse_total',
      'storage_lost_writes_total',
      'tasks_failed_total{task="sweep"}',
      'refusals_total{code="token_expired"}',
      'mail_failures_total',
    ]) {
      assert.equal(await value(`latchkey_${series}`), 1, series)
    }
    assert.doesNotMatch(await metrics.text(), /billing/)
  })

  it('have at zero, before the first one, what somebody is woken for', async () => {
    const { value } = start()
    for (const series of [
      'refresh_token_reuse_total',
      'storage_lost_writes_total',
      'mail_failures_total',
      ...['sweep', 'keys', 'feed', 'audit'].map((task) => `tasks_failed_total{task="${task}"}`),
    ]) {
      assert.equal(await value(`latchkey_${series}`), 0, series)
    }
  })

  it('say how it is going, and nothing before there is anything to say', async () => {
    const time = { now: 1_800_000_000 }
    let auth: Auth | undefined
    let waiting = 0
    const outbox = { pending: 3, post: () => {}, settled: async () => {} }
    const { value } = start({ auth: () => auth, outbox: () => outbox })
    assert.equal(await value('latchkey_signing_key_age_seconds'), 0)
    assert.equal(await value('latchkey_mail_queue_length'), 3)
    auth = await createAuth({
      issuer: 'https://auth.example.com',
      audience: 'api',
      store: { ...memory(), waiting: () => waiting },
      secret,
      clock: () => time.now,
    })
    time.now += 100
    waiting = 7
    await auth.tokens.revoke({ jti: 'j' })
    assert.equal(await value('latchkey_signing_key_age_seconds'), 100)
    assert.equal(await value('latchkey_revocation_staleness_seconds'), 100)
    assert.equal(await value('latchkey_storage_queue_length'), 7)
    assert.equal(await value('latchkey_revocations'), 1)
    assert.equal(await value('latchkey_keys{state="signing"}'), 1)
    await auth.keys.rotate()
    assert.equal(await value('latchkey_keys{state="published"}'), 1)
    await auth.close()
  })
})
