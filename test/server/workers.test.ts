// Several processes behind one port, by real processes: nothing here knows how they share what they know.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { eventFeed } from '../../src/tokens/verifier.ts'
import { run } from '../interop/run.ts'
import { startServer, temporaryDirectory, type ServerProcess } from '../interop/server-process.ts'

const workers = 3

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** One connection, and so one worker for as long as it stays open. */
class Connection {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  send(
    method: string,
    path: string,
    options: { readonly body?: unknown; readonly token?: string | undefined } = {},
  ): Promise<Answer> {
    const { body, token } = options
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    }
    return new Promise((resolve, reject) => {
      request(this.#url + path, { method, headers, agent: this.#agent }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.once('error', reject).once('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
        })
      })
        .once('error', reject)
        .end(body === undefined ? undefined : JSON.stringify(body))
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

interface Cluster {
  readonly server: ServerProcess
  readonly password: string
  readonly pids: readonly number[]
  connect(): Connection
  stop(): Promise<number | null>
}

const pidsOf = (output: string): number[] =>
  [...output.matchAll(/"event":"worker_started".*?"pid":(\d+)/g)].map(([, pid]) => Number(pid))

async function startCluster(...flags: readonly string[]): Promise<Cluster> {
  const server = await startServer({
    by: 'node',
    flags: ['--demo', '--workers', String(workers), ...flags],
  })
  await server.seen(new RegExp(`(?:"event":"worker_started"[^]*){${workers}}`))
  const [, password = ''] = await server.seen(/"password":"([^"]+)"/)
  const open: Connection[] = []
  return {
    server,
    password,
    pids: pidsOf(server.output()),
    connect() {
      const connection = new Connection(server.url)
      open.push(connection)
      return connection
    },
    stop() {
      for (const connection of open) connection.close()
      return server.stop()
    },
  }
}

/** So many connections that it would be odd if one worker had none. */
const connections = (cluster: Cluster, count = 4 * workers): Connection[] =>
  Array.from({ length: count }, () => cluster.connect())

interface Tokens {
  readonly token: string
  readonly refreshToken: string
}

async function signIn({ password }: Cluster, connection: Connection): Promise<Tokens> {
  const body = { username: 'Lorenzo', password }
  const answer = await connection.send('POST', '/api/v1/login', { body })
  assert.equal(answer.status, 200, answer.body)
  return JSON.parse(answer.body) as Tokens
}

/** A part of a token, as an object. */
const partOf = (token: string, part: 0 | 1): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString())
const kidOf = (token: string): unknown => partOf(token, 0)['kid']

/** Runs the command that is built. */
const latchkey = (...args: readonly string[]): ReturnType<typeof run> =>
  run(process.execPath, ['dist/cli/bin.js', ...args])

/** Asks again until it is so; the test runner's patience is the limit. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve))
}

const statuses = async (all: readonly Connection[], token: string): Promise<number[]> => {
  const answers = await Promise.all(all.map((each) => each.send('GET', '/api/v1/me', { token })))
  return answers.map(({ status }) => status)
}

describe('a server of several workers', { timeout: 300_000 }, () => {
  it('says once where it listens, and is the sum of its workers in the metrics', async () => {
    const cluster = await startCluster()
    const lines = cluster.server.output().split('\n')
    assert.match(lines[0] ?? '', /"event":"listening"/)
    assert.equal(lines.filter((line) => line.includes('"event":"listening"')).length, 1)
    assert.equal(new Set(cluster.pids).size, workers)
    const all = connections(cluster)
    for (const path of ['/healthz', '/readyz']) {
      for (const each of all) assert.equal((await each.send('GET', path)).status, 200)
    }
    for (const each of all) {
      const { body } = await each.send('GET', '/metrics')
      const line = /duration_seconds_count\{method="GET",route="\/healthz",status="2xx"\} (\d+)/
      assert.equal(Number(line.exec(body)?.[1]), all.length)
      assert.match(body, new RegExp(`^latchkey_workers ${workers}$`, 'm'))
    }
    assert.equal(await cluster.stop(), 0)
    assert.match(cluster.server.output(), /"event":"stopping"[^]*"event":"stopped"/)
  })

  it('a session that ended on one worker is refused by all', async () => {
    const cluster = await startCluster()
    const all = connections(cluster)
    const [one = cluster.connect(), other = cluster.connect()] = all
    const { token } = await signIn(cluster, one)
    assert.deepEqual(new Set(await statuses(all, token)), new Set([200]))
    assert.equal((await other.send('POST', '/api/v1/logout', { token })).status, 204)
    await until(async () => (await statuses(all, token)).every((status) => status === 401))
    // And none goes back.
    assert.deepEqual(new Set(await statuses(all, token)), new Set([401]))
    await cluster.stop()
  })

  it('guesses spread over all workers share one allowance', async () => {
    const cluster = await startCluster()
    const seen: number[] = []
    const body = { username: 'Lorenzo', password: 'a wrong passphrase of some length' }
    for (const each of connections(cluster, 11)) {
      seen.push((await each.send('POST', '/api/v1/login', { body })).status)
    }
    assert.deepEqual(seen, [...Array.from({ length: 10 }, () => 401), 429])
    await cluster.stop()
  })

  it('one refresh token raced through all workers has one successor', async () => {
    const cluster = await startCluster()
    const all = connections(cluster)
    let { refreshToken } = await signIn(cluster, cluster.connect())
    for (let round = 0; round < 5; round += 1) {
      const body = { refreshToken }
      const answers = await Promise.all(
        all.map((each) => each.send('POST', '/api/v1/renew', { body })),
      )
      const successors = answers.map(({ status, body: text }) => {
        assert.equal(status, 200, text)
        return (JSON.parse(text) as Tokens).refreshToken
      })
      assert.equal(new Set(successors).size, 1)
      ;[refreshToken = ''] = successors
    }
    await cluster.stop()
  })

  it('tokens of a key that another process let sign at once are accepted by all', async () => {
    const cluster = await startCluster()
    const all = connections(cluster)
    const [one = cluster.connect()] = all
    const before = await signIn(cluster, one)
    const { data } = cluster.server
    const rotated = await latchkey('key', 'rotate', '--immediately', '--yes', '--data', data)
    assert.equal(rotated.code, 0, rotated.stderr)
    let { token, refreshToken } = before
    await until(async () => {
      const answer = await one.send('POST', '/api/v1/renew', { body: { refreshToken } })
      assert.equal(answer.status, 200)
      ;({ token, refreshToken } = JSON.parse(answer.body) as Tokens)
      return kidOf(token) !== kidOf(before.token)
    })
    await until(async () => (await statuses(all, token)).every((status) => status === 200))
    assert.deepEqual(new Set(await statuses(all, before.token)), new Set([200]))
    await cluster.stop()
  })

  it('kill -9 of a worker under load loses no acknowledged renewal, and it is replaced', async () => {
    const cluster = await startCluster('--insecure-no-sign-in-limits')
    const [victim = 0] = cluster.pids
    const all = connections(cluster)
    const sessions = await Promise.all(all.map((each) => signIn(cluster, each)))
    let killed = false
    let answered = 0
    await Promise.all(
      sessions.map(async (session) => {
        let { refreshToken } = session
        let connection = cluster.connect()
        for (let after = 0; after < 10; after += killed ? 1 : 0) {
          const answer = await connection
            .send('POST', '/api/v1/renew', { body: { refreshToken } })
            .catch(() => undefined)
          if (!answer) {
            // Its worker has gone; the retry gets the same successor, whoever answers.
            connection = cluster.connect()
            continue
          }
          assert.equal(answer.status, 200, answer.body)
          ;({ refreshToken } = JSON.parse(answer.body) as Tokens)
          if (++answered === 4 * all.length) {
            killed = true
            process.kill(victim, 'SIGKILL')
          }
        }
      }),
    )
    await cluster.server.seen(new RegExp(`"event":"worker_ended".*"pid":${victim},"by":"SIGKILL"`))
    await cluster.server.seen(new RegExp(`(?:"event":"worker_started"[^]*){${workers + 1}}`))
    const { body } = await cluster.connect().send('GET', '/metrics')
    assert.match(body, new RegExp(`^latchkey_workers ${workers}$`, 'm'))
    assert.equal(await cluster.stop(), 0)
    // A session would go on all the same, from the newer generation in its token.
    assert.doesNotMatch(cluster.server.output(), /storage_lost_writes/)
  })

  it('its workers end with the process that supervises, however that ends', async () => {
    const cluster = await startCluster()
    const { server } = cluster
    const closed = once(server.child, 'close')
    server.child.kill('SIGKILL')
    await closed
    await until(async () => {
      const connection = cluster.connect()
      const answer = await connection.send('GET', '/healthz').catch(() => undefined)
      connection.close()
      return answer === undefined
    })
    rmSync(server.data, { recursive: true })
  })

  it('T17 SIGTERM under load fails no request that was accepted', async () => {
    const cluster = await startCluster('--insecure-no-sign-in-limits')
    const all = connections(cluster)
    // Each has been answered once: it is with a worker, and not in the queue of the kernel.
    await Promise.all(all.map((each) => each.send('GET', '/healthz')))
    const body = { username: 'Lorenzo', password: cluster.password }
    const answers = all.map((each) => each.send('POST', '/api/v1/login', { body }))
    // The first is back: the others are on their way or done.
    await Promise.race(answers)
    const code = cluster.server.stop()
    for (const { status } of await Promise.all(answers)) assert.equal(status, 200)
    assert.equal(await code, 0)
    for (const each of all) each.close()
  })

  it('listeners on different workers are all told of each revocation', async () => {
    const cluster = await startCluster('--insecure-no-sign-in-limits')
    const { data, url } = cluster.server
    const added = await latchkey('verifier', 'add', 'orders', '--json', '--data', data)
    assert.equal(added.code, 0, added.stderr)
    const { credential } = JSON.parse(added.stdout) as { credential: string }
    const feeds = Array.from({ length: 4 * workers }, () => eventFeed({ url, credential }))
    await Promise.all(feeds.map((feed) => feed.refresh()))
    for (const each of connections(cluster, workers)) {
      const { token } = await signIn(cluster, each)
      const { sub, sid, jti, iat } = partOf(token, 1)
      const claims = { sub: String(sub), sid: String(sid), jti: String(jti), iat: Number(iat) }
      assert.equal((await each.send('POST', '/api/v1/logout', { token })).status, 204)
      await until(async () => feeds.every((feed) => feed.revokes(claims)))
    }
    for (const feed of feeds) feed.close()
    await cluster.stop()
  })

  it('S05 a database replaced under it ends all of it with 1', async () => {
    const cluster = await startCluster()
    const file = join(cluster.server.data, 'latchkey.db')
    copyFileSync(file, `${file}.copy`)
    renameSync(`${file}.copy`, file)
    const exited = once(cluster.server.child, 'exit')
    const connection = cluster.connect()
    const body = { username: 'Lorenzo', password: cluster.password }
    const answer = await connection.send('POST', '/api/v1/login', { body }).catch(() => undefined)
    assert.ok(answer === undefined || answer.status >= 500, `${answer?.status}`)
    assert.deepEqual(await exited, [1, null])
    await cluster.server.seen(/"event":"storage_failed"/)
    connection.close()
    rmSync(cluster.server.data, { recursive: true })
  })

  it('a start that fails, fails as that of one process does', async () => {
    const data = temporaryDirectory()
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const port = String(Reflect.get(Object(taken.address()), 'port'))
    const flags = ['serve', '--workers', '2', '--data', data]
    const inUse = await latchkey(...flags, '--port', port)
    assert.equal(inUse.code, 1)
    assert.match(inUse.stderr, /EADDRINUSE/)
    assert.equal(existsSync(join(data, 'latchkey.db')), false)
    taken.close()
    const secretFile = join(data, 'open')
    writeFileSync(secretFile, 'a secret that everybody on this machine can read', { mode: 0o644 })
    const refused = await latchkey(...flags, '--port', '0', '--secret-file', secretFile)
    assert.equal(refused.code, 2)
    assert.match(refused.stderr, /secret-file/)
    rmSync(data, { recursive: true })
  })
})
