import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import { argon2id } from '../src/defaults.ts'
import { createAuth } from '../src/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { openBetterAuth, password, signInCookie } from './better-auth.ts'
import { race } from './measure.ts'
import type { Race } from './measure.ts'

const turns = 15
const count = 160

/** Clients at once: enough that a core always has the next password, well below the length of the queue. */
const clients = 8 * availableParallelism()

/** `count` pieces of work, done by that many clients. */
async function rate(work: (client: number) => Promise<unknown>): Promise<number> {
  let left = count
  const worker = async (_: unknown, client: number): Promise<void> => {
    while (left > 0) {
      left -= 1
      await work(client)
    }
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: clients }).map(worker))
  return count / ((performance.now() - from) / 1_000)
}

/**
 * Whole sign-ins, with limits, a durable session and two tokens, against the bare hash at the same parameters;
 * and those of better-auth, whose hash is another, scrypt.
 */
export async function benchSignIn(): Promise<Race[]> {
  const directory = await mkdtemp(join(tmpdir(), 'latchkey-bench-'))
  const auth = await createAuth({
    issuer: 'http://127.0.0.1',
    audience: 'bench',
    store: sqlite(join(directory, 'bench.db')),
  })
  try {
    const raw = await hash(password, argon2id)
    // An account each: the limits hold here as they do anywhere.
    for (let client = 0; client < clients; client += 1) {
      await auth.accounts.register({ username: `client-${client}`, passwordHash: raw })
    }
    const betterAuth = await openBetterAuth(join(directory, 'better-auth.db'))
    const contenders = {
      latchkey: () => rate((client) => auth.signIn({ username: `client-${client}`, password })),
      'raw @node-rs/argon2': () => rate(() => verify(raw, password)),
      'better-auth': () => rate(() => signInCookie(betterAuth)),
    }
    return [await race({ what: 'sign-in', unit: 'sign-ins/s', turns }, contenders)]
  } finally {
    await auth.close()
    await rm(directory, { recursive: true })
  }
}
