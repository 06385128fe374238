// Everything that takes a name and a secret, on one database, in a process of its own: for timing.ts, which is told the ports.
import { pbkdf2Sync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newAccountRecord } from '../src/accounts/index.ts'
import { createAuth } from '../src/auth/index.ts'
import { createBasicToken } from '../src/basic-token/index.ts'
import { createFlaskSecurity } from '../src/flask-security/index.ts'
import { createHandler, type Mountable } from '../src/http/index.ts'
import { createOutbox } from '../src/mail/index.ts'
import { mount } from '../src/middleware/node.ts'
import { createPasswords } from '../src/passwords/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { createTwopi } from '../src/twopi/index.ts'
import { listen } from '../test/listen.ts'
import { nameOf, pool, type Served } from './timing-endpoints.ts'

const secretKey = 'a secret key of a Flask application'
const password = 'the password of everybody'
// A real one takes twelve times as long, and hides more.
const argon2id = { memoryCost: 4_096, timeCost: 1, parallelism: 1 }
// So that nobody is refused, while everything is counted as ever.
const generous = { burst: 1e7, interval: 0.001 }

const directory = mkdtempSync(join(tmpdir(), 'latchkey-timing-'))
process.once('exit', () => rmSync(directory, { recursive: true }))
process.once('disconnect', () => process.exit())

const store = sqlite(join(directory, 'timing.db'))
const auth = await createAuth({
  issuer: 'https://api.example.com',
  audience: 'api',
  store,
  passwords: { argon2id },
  signInLimits: {
    perName: generous,
    perNameAndNetwork: generous,
    perNetwork: generous,
    overall: generous,
  },
})
const salt = 'NaClNaCl'
const tag = pbkdf2Sync(password, salt, 1_000, 32, 'sha256').toString('base64')
const hashes = {
  ours: await createPasswords({ argon2id }).hash(password),
  imported: `pbkdf2_sha256$1000$${salt}$${tag}`,
}

async function add(name: string, passwordHash: string | undefined, isDisabled = false) {
  const who = { username: name, email: `${name}@example.com` }
  const record = newAccountRecord(who, 0, isDisabled ? { disabledAt: 1 } : {})
  await store.insertAccount({ ...record, passwordHash })
}

// All at once, so that they share a few writes of the disk.
const numbers = Array.from({ length: pool }, (_, n) => n)
await Promise.all(
  numbers.flatMap((n) => [
    add(nameOf('known', n), hashes.ours),
    add(nameOf('ended', n), hashes.ours, true),
    add(nameOf('moved', n), hashes.imported),
    add(nameOf('empty', n), undefined),
    auth.clients.add(nameOf('known', n)),
  ]),
)
const verifiers = await Promise.all(numbers.map((n) => auth.verifiers.add(nameOf('known', n))))
const credentials = verifiers.map(({ credential }) => credential)

const outbox = createOutbox({ mailer: { send: async () => {} } })
const flask = createFlaskSecurity(auth, {
  store,
  secretKey,
  outbox,
  recoverable: true,
  confirmable: true,
  registerable: true,
  csrf: 'insecure-off',
})

const address = ({ headers }: IncomingMessage): string => String(headers['x-network'])
const serve = async (endpoints: Mountable): Promise<string> =>
  (await listen(mount(endpoints, { address }))).url

const served: Served = {
  urls: {
    native: await serve(createHandler(auth)),
    flask: await serve(flask),
    basicToken: await serve(createBasicToken(auth, { secretKey })),
    twopi: await serve(createTwopi(auth, { secretKey })),
  },
  credentials,
}
process.send?.(served)
process.on('message', () => {
  void outbox.settled().then(() => process.send?.('settled'))
})
