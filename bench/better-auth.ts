import { DatabaseSync } from 'node:sqlite'
import { betterAuth } from 'better-auth'
import type { BetterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'

export const password = 'a password for the bench only'
const email = 'bench@example.com'

/** better-auth as it comes, on SQLite, with one account; limits on requests are off, which are off outside production anyway. */
export async function openBetterAuth(
  file: string,
  session: object = {},
  synchronous = 'FULL',
): Promise<BetterAuth> {
  const database = new DatabaseSync(file)
  // What our own store does, or each write would cost two fsyncs.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`)
  const options = {
    database,
    baseURL: 'http://127.0.0.1',
    secret: 'a secret that only the bench knows',
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    session,
  }
  await (await getMigrations(options)).runMigrations()
  const auth = betterAuth(options)
  await auth.api.signUpEmail({ body: { email, password, name: 'bench' } })
  return auth
}

/** The `Cookie` of a new session. */
export async function signInCookie(auth: BetterAuth): Promise<string> {
  const response = await auth.api.signInEmail({ body: { email, password }, asResponse: true })
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}
