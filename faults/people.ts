import { createAuth } from '../src/index.ts'
import type { PasswordOptions } from '../src/passwords/index.ts'
import { databaseFile, makeDataDirectory } from '../src/server/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import type { Store } from '../src/storage/index.ts'
import type { LoginAnswer } from '../src/wire.ts'
import { ask } from './ask.ts'
import { issuer } from './server-process.ts'

/** Who signs in during a run. */
export interface Person {
  readonly username: string
  readonly password: string
}

/** Passwords are not what is tested, and there are many sign-ins. */
export const cheapPasswords: PasswordOptions = { argon2id: { memoryCost: 1_024 } }

/** Registers some people. */
export async function preparePeople(store: Store, secret?: string): Promise<Person[]> {
  const auth = await createAuth({
    issuer,
    audience: 'api',
    store,
    passwords: cheapPasswords,
    ...(secret !== undefined && { secret }),
  })
  const people = ['ada', 'grace', 'lewis'].map((username) => ({
    username,
    password: `seven lamps of ${username} in a quiet harbour`,
  }))
  for (const person of people) await auth.accounts.register(person)
  await auth.close()
  return people
}

/** The same in a new data directory. */
export async function prepareSqlite(data: string): Promise<Person[]> {
  await makeDataDirectory(data)
  return preparePeople(sqlite(databaseFile(data)))
}

/** What the first of them changes the password to. */
export const newPassword = 'nine lamps in a loud harbour'

/** What a sign-in answers. */
export async function signedIn(url: string, person: Person): Promise<LoginAnswer> {
  const answer = await ask(url, { method: 'POST', path: '/api/v1/login', body: person })
  if (answer.kind !== 'answer' || answer.status !== 200) throw new Error('nobody signed in')
  return JSON.parse(answer.body) as LoginAnswer // a 200 of ours
}
