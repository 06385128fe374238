import { existsSync } from 'node:fs'
import type { Account } from '../accounts/index.ts'
import type { Auth } from '../auth/index.ts'
import { defaultPort } from '../defaults.ts'
import { databaseFile, makeDataDirectory, openAuth, type Config } from '../server/index.ts'
import { Refused } from './failures.ts'

/**
 * Works on the database of a data directory, which a server may be using at the same time.
 *
 * @throws {Refused} when there is none: only `account add` makes one, or a mistyped directory would
 *   look like an empty one.
 */
export async function withAuth<Result>(
  config: Config,
  work: (auth: Auth) => Promise<Result>,
  { create = false }: { readonly create?: boolean } = {},
): Promise<Result> {
  if (create) await makeDataDirectory(config.data)
  else if (!existsSync(databaseFile(config.data))) {
    throw new Refused('there is no database in the data directory; see --data')
  }
  // Commands issue no tokens, so the issuer is of no consequence.
  const auth = await openAuth(config, { issuer: `http://127.0.0.1:${defaultPort}`, beside: true })
  try {
    return await work(auth)
  } finally {
    await auth.close()
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
