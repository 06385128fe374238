import { DatabaseSync } from 'node:sqlite'
import { createAuth } from '../src/index.ts'
import type { Auth } from '../src/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import type { Person } from './people.ts'
import { cheapPasswords, newPassword } from './people.ts'
import { issuer } from './server-process.ts'

/** What `scenario.ts` said of itself. */
export interface Step {
  readonly name: string
  readonly done?: true
  readonly result?: { readonly refreshToken?: string }
}

/** The last line may have been cut off. */
export const readSteps = (said: string): Step[] =>
  said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Step) // written by the scenario

/** What the database does not know after all, though it was acknowledged; or knows by halves. */
export async function lossesOf(run: {
  readonly file: string
  readonly steps: readonly Step[]
  readonly person: Person
}): Promise<string[]> {
  const { file, steps, person } = run
  const losses: string[] = []
  const expect = (what: string, holds: boolean): void => {
    if (!holds) losses.push(what)
  }
  const database = new DatabaseSync(file)
  const integrity = database.prepare('PRAGMA integrity_check').get()?.['integrity_check']
  database.close()
  expect(`integrity_check: ${String(integrity)}`, integrity === 'ok')

  const auth = await createAuth({
    issuer,
    audience: 'api',
    store: sqlite(file),
    passwords: cheapPasswords,
  })
  try {
    const isBegun = (name: string): boolean => steps.some((step) => step.name === name)
    const done = (name: string): Step | undefined =>
      steps.find((step) => step.name === name && step.done)
    const tokenOf = (name: string): string | undefined => done(name)?.result?.refreshToken

    const renewals = [0, 1, 2].filter((generation) => done(`renew ${generation}`)).length
    const held = tokenOf(`renew ${renewals - 1}`) ?? tokenOf('sign in')
    if (held !== undefined) {
      expect(
        'the owner is signed in',
        await succeeds(auth.renew(held, { renewalId: `after-${renewals}` })),
      )
    }
    for (const [name, end] of [
      ['sign in elsewhere', 'sign out elsewhere'],
      ['sign in anywhere', 'change password'],
    ] as const) {
      const token = tokenOf(name)
      if (token === undefined) continue
      const lives = await succeeds(auth.renew(token))
      expect(`alive before: ${end}`, lives || isBegun(end))
      expect(`not alive after: ${end}`, !lives || !done(end))
    }
    const [isOld, isNew] = [
      await signsIn(auth, person),
      await signsIn(auth, { ...person, password: newPassword }),
    ]
    expect('one password', isOld !== isNew)
    expect('the old password before the change', isOld || isBegun('change password'))
    expect('the new password after it', isNew || !done('change password'))
    expect('the next key', auth.keys.list().length > 1 || !done('rotate'))
  } finally {
    await auth.close()
  }
  return losses
}

const signsIn = (auth: Auth, person: Person): Promise<boolean> => succeeds(auth.signIn(person))

const succeeds = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  )
