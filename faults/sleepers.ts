import { accessTokenLifetime, sessionLifetime } from '../src/defaults.ts'
import { ask, bearer } from './ask.ts'
import type { Answer } from './ask.ts'
import type { Person } from './people.ts'
import { signedIn } from './people.ts'
import type { WrongClock } from './wrong-clock.ts'

/** Seconds that a clock may be off, which verifiers forgive. */
const skew = 30

/** Somebody who signed in at this time of the server, and does nothing. */
interface Sleeper {
  readonly token: string
  readonly refreshToken: string
  readonly signedInAt: number
}

/** People whose tokens are asked when they should not be good, by the clock of the server. */
export class Sleepers {
  readonly #url: string
  readonly #person: Person
  readonly #clock: WrongClock
  readonly #all: Sleeper[] = []
  /** Tokens that were asked of a clock at which they are over, or not yet begun. */
  untimely = 0
  /** Those of them that were not refused. */
  readonly accepted: string[] = []

  constructor(url: string, person: Person, clock: WrongClock) {
    this.#url = url
    this.#person = person
    this.#clock = clock
  }

  async add(): Promise<void> {
    const signedInAt = this.#clock.now
    const { token, refreshToken } = await signedIn(this.#url, this.#person)
    this.#all.push({ token, refreshToken, signedInAt })
  }

  async wake(): Promise<void> {
    for (const { token, refreshToken, signedInAt } of this.#all) {
      const age = this.#clock.now - signedInAt
      const what = `after ${Math.round(age)} s`
      if (age > accessTokenLifetime + 1 || age < -skew - 1) {
        const question = { path: '/verify', headers: bearer(token) }
        this.#note(`access token ${what}`, await ask(this.#url, question))
      }
      if (age > sessionLifetime + skew) {
        const question = { method: 'POST', path: '/api/v1/renew', body: { refreshToken } } as const
        this.#note(`session ${what}`, await ask(this.#url, question))
      }
    }
  }

  #note(what: string, answer: Answer): void {
    this.untimely += 1
    const status = answer.kind === 'answer' ? answer.status : 0
    if (status !== 401) this.accepted.push(`${what}: ${status}`)
  }
}
