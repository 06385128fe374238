// Moves an application from Flask-Security to Latchkey in five steps, each of them there, back and there again, while clients use it.
//   npx node examples/from-flask/migrate.ts [--users 1000] [--clients 6]
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { URLSafeTimedSerializer } from 'latchkey/signing'
import { type Program, run, start } from './programs.ts'
import { startProxy } from './proxy.ts'
import { type Person, Traffic } from './traffic.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000' },
    clients: { type: 'string', default: '6' },
  },
})
const [userCount, clientCount] = [Number(values.users), Number(values.clients)]
const began = performance.now()
const say = (text: string): void =>
  console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(5)} s  ${text}`)

const home = await mkdtemp(join(tmpdir(), 'from-flask-'))
const data = join(home, 'data')
const secretKey = 'the SECRET_KEY of the application that is left'
const salt = '146585145368132386173505678016728509634'
const files = {
  key: join(home, 'secret-key'),
  salt: join(home, 'salt'),
  users: join(home, 'users.jsonl'),
}
await writeFile(files.key, secretKey, { mode: 0o600 })
await writeFile(files.salt, salt, { mode: 0o600 })

const cli = [process.execPath, join(import.meta.dirname, '../../dist/cli/bin.js')]
const python = '/usr/bin/python3'
const env = {
  SECRET_KEY: secretKey,
  SECURITY_PASSWORD_SALT: salt,
  DATABASE: join(home, 'application.db'),
  LATCHKEY_DATA: data,
  PYTHONDONTWRITEBYTECODE: '1',
}
const linked = { ...env, LATCHKEY: cli.join(' ') }
const following = { ...linked, PASSWORDS_AT_LATCHKEY: '1' }

// The application, as it is and linked to Latchkey, with tokens in the hands of half of its users.
await run([python, '-m', 'flask', 'seed', values.users], env)
const [flask, linkedFlask, followingFlask] = await Promise.all([
  start([python, 'app.py', '0'], env),
  start([python, 'app.py', '0'], linked),
  start([python, 'app.py', '0'], following),
])
const proxy = await startProxy(flask.url)
const traffic = new Traffic(proxy.url)
const people = Array.from({ length: userCount }, (_, number): Person => {
  return { email: `person${number}@example.com`, password: `old-pass-${number}`, changes: 0 }
})
const crews = Array.from({ length: clientCount }, (_, client) =>
  people.filter((_person, number) => number % clientCount === client),
)
/** Lets as many people at a time do something. */
const each = (work: (person: Person) => Promise<void>) =>
  Promise.all(
    crews.map(async (crew) => {
      for (const person of crew) await work(person)
    }),
  )
await each(async (person) => {
  if (people.indexOf(person) % 2 > 0) return
  const token = await traffic.signIn(person)
  if (token !== undefined) person.token = token
})
say(
  `${userCount} users, ${people.filter(({ token }) => token).length} tokens in their hands; ${clientCount} clients begin`,
)
const clients = crews.map((crew) => traffic.run(crew))

let latchkey: Program | undefined
let orders: Program | undefined
const origin = (program: Program | undefined): string => program?.url ?? ''
const exportUsers = async (): Promise<void> =>
  writeFile(files.users, await run([python, '-m', 'flask', 'users'], env), { mode: 0o600 })

interface Step {
  readonly name: string
  readonly forward: () => Promise<void>
  readonly back: () => Promise<void>
}

const steps: readonly Step[] = [
  {
    name: '1 export, and look what an import would do',
    async forward() {
      await exportUsers()
      await run([...cli, 'import', 'accounts', files.users, '--dry-run'], env)
    },
    back: () => rm(files.users),
  },
  {
    name: '2 import the users with their hashes',
    async forward() {
      // Linked first and exported afterwards: whoever changes a password in between is told of twice and not forgotten.
      proxy.route('/', linkedFlask.url)
      await proxy.drained(flask.url)
      await exportUsers()
      await run([...cli, 'import', 'accounts', files.users], env)
    },
    async back() {
      proxy.route('/', flask.url)
      await proxy.drained(linkedFlask.url)
      await rm(data, { recursive: true })
    },
  },
  {
    name: '3 run both: /orders moves, and takes the tokens of Flask-Security',
    async forward() {
      const flags = ['--dialects', 'flask-security=5.x', '--flask-secret-key-file', files.key]
      const more = ['--flask-security-salt-file', files.salt, '--trust-proxy', 'loopback']
      latchkey = await start([...cli, 'serve', '--port', '0', ...flags, ...more], env)
      orders = await start([process.execPath, 'orders.ts'], env)
      proxy.route('/orders', orders.url)
    },
    async back() {
      proxy.route('/orders', linkedFlask.url)
      await proxy.drained(origin(orders))
      await Promise.all([latchkey?.stop(), orders?.stop()])
    },
  },
  {
    name: '4 sign in and out at Latchkey',
    async forward() {
      for (const path of ['/login', '/logout', '/verify']) proxy.route(path, origin(latchkey))
    },
    async back() {
      for (const path of ['/login', '/logout', '/verify']) proxy.route(path, linkedFlask.url)
    },
  },
  {
    name: '5 change passwords at Latchkey, and let the old tokens age out',
    async forward() {
      proxy.route('/', followingFlask.url)
      proxy.route('/change', origin(latchkey))
      await proxy.drained(linkedFlask.url)
    },
    async back() {
      proxy.route('/change', followingFlask.url)
      await proxy.drained(origin(latchkey))
      await run([python, '-m', 'flask', 'pull'], following)
      for (const path of ['/', '/change']) proxy.route(path, linkedFlask.url)
      await proxy.drained(followingFlask.url)
    },
  },
]

/** Each client makes two rounds in every state, one of them with another password. */
const live = (): Promise<void> => traffic.rounds(2 * clientCount)

async function go(step: Step | undefined, way: 'forward' | 'back'): Promise<void> {
  if (!step) return
  traffic.step = `${step.name} (${way})`
  await step[way]()
  await live()
  say(
    `${way === 'forward' ? '→' : '←'} ${step.name}: ${traffic.requests} requests, ${traffic.failures.length} failed`,
  )
}

try {
  await live()
  for (const [at, step] of steps.entries()) {
    await go(step, 'forward')
    await go(step, 'back')
    // The last but one goes back too, with the passwords that changed at Latchkey.
    const isLast = at === steps.length - 1
    if (isLast) await go(steps[at - 1], 'back')
    if (isLast) await go(steps[at - 1], 'forward')
    await go(step, 'forward')
  }
  traffic.stop()
  await Promise.all(clients)

  const day = 86_400
  const [keeper] = people.filter(({ token }) => token !== undefined)
  const serializer = (age: number): URLSafeTimedSerializer =>
    new URLSafeTimedSerializer(secretKey, {
      salt: 'remember-salt',
      clock: () => Date.now() / 1_000 - age,
    })
  const aged = async (age: number): Promise<number> => {
    const token = serializer(age).dumps(serializer(0).loads(keeper?.token ?? ''))
    const headers = { 'authentication-token': token }
    return (await fetch(`${proxy.url}/orders`, { headers })).status
  }
  const ages = [await aged(29 * day), await aged(31 * day)]

  traffic.step = 'afterwards'
  say(`everybody signs in at Latchkey, ${availableParallelism()} cores`)
  let signedIn = 0
  await each(async (person) => {
    if ((await traffic.signIn(person)) !== undefined) signedIn += 1
  })
  const exported = await run([...cli, 'export', 'accounts', '--format', 'jsonl'], env)
  const rows = exported.trimEnd().split('\n')
  const hashes = rows.map((row): unknown => JSON.parse(row).passwordHash)
  const result = {
    users: userCount,
    requests: traffic.requests,
    failed: traffic.failures.length,
    forcedSignOuts: traffic.forcedSignOuts,
    outlived: traffic.outlived,
    passwordChanges: traffic.passwordChanges,
    signOuts: traffic.signOuts,
    signedInAfterwards: signedIn,
    withTheirFirstPassword: people.filter(({ changes }) => changes === 0).length,
    argon2id: hashes.filter((hash) => String(hash).startsWith('$argon2id$')).length,
    tokenOf29Days: ages[0],
    tokenOf31Days: ages[1],
    seconds: Math.round((performance.now() - began) / 1_000),
  }
  console.log(JSON.stringify(result))
  const isGood =
    result.failed + result.forcedSignOuts + result.outlived === 0 &&
    result.signedInAfterwards === userCount &&
    result.argon2id === userCount &&
    ages.join() === '200,401'
  process.exitCode = isGood ? 0 : 1
} finally {
  for (const failure of traffic.failures.slice(0, 20)) console.error(failure)
  traffic.stop()
  proxy.close()
  for (const program of [flask, linkedFlask, followingFlask, latchkey, orders]) {
    await program?.stop()
  }
  await rm(home, { recursive: true })
}
