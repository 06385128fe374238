import { existsSync } from 'node:fs'
import type { Account } from '../accounts/index.ts'
import type { Auth } from '../auth/index.ts'
import { defaultPort } from '../defaults.ts'
import { databaseFile, makeDataDirectory, openAuth, openStore } from '../server/index.ts'
import type { Config } from '../server/index.ts'
import type { Store } from '../storage/index.ts'
import { Refused } from './failures.ts'

/**
 * Works on the database that the settings name, which servers may be using at the same time.
 *
 * @throws {Refused} when there is none: only `account add` and `import accounts` make one, or a mistyped directory would
 *   look like an empty one.
 */
export async function withAuth<Result>(
  config: Config,
  work: (auth: Auth) => Promise<Result>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<Result> {
  await requireDatabase(config, { create })
  // Commands issue no tokens, so the issuer is of no consequence.
  const auth = await openAuth(config, { issuer: `http://127.0.0.1:${defaultPort}`, beside: true })
  try {
    return await work(auth)
  } finally {
    await auth.close()
  }
}

/** The same with the store alone, for whole tables of it. @throws {Refused} */
export async function withStore<Result>(
  config: Config,
  work: (store: Store) => Promise<Result>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<Result> {
  await requireDatabase(config, { create })
  const store = await openStore(config)
  try {
    await store.migrate()
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Whether there is one that is Latchkey's. */
export async function hasDatabase(config: Config): Promise<boolean> {
  if (config.databaseUrl === undefined) return existsSync(databaseFile(config.data))
  const store = await openStore(config)
  try {
    const [first] = (await store.pendingMigrations?.()) ?? []
    return first?.version !== 1
  } finally {
    await store.close()
  }
}

async function requireDatabase(
  config: Config,
  { create }: { readonly create: boolean },
): Promise<void> {
  const isFile = config.databaseUrl === undefined
  if (create) {
    if (isFile) await makeDataDirectory(config.data)
  } else if (!(await hasDatabase(config))) {
    throw new Refused(
      isFile
        ? 'there is no database in the data directory; see --data'
        : 'there is nothing of Latchkey in the database; see --database-url',
    )
  }
}

/** By id, name or e-mail address. @throws {Refused} when there is none. */
export async function findAccount({ accounts }: Auth, text: string): Promise<Account> {
  const found =
    (/^acc_[\w-]{22}$/.test(text) ? await accounts.find(text) : undefined) ??
    (text.includes('@') ? await accounts.findByEmail(text) : undefined) ??
    (await accounts.findByUsername(text))
  if (!found) throw new Refused('there is no such account')
  return found
}

/** Seconds since 1970 as people read them. */
export const time = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
