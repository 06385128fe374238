// Clients that never stop: they know nothing of a migration, and count what goes wrong for them.
import { setTimeout as wait } from 'node:timers/promises'

export interface Person {
  readonly email: string
  /** The one they know. */
  password: string
  /** From before everything began; absent once its owner has ended it. */
  token?: string
  changes: number
}

export class Traffic {
  readonly #url: string
  readonly #waiting = new Set<() => void>()
  #stopped = false
  requests = 0
  passwordChanges = 0
  signOuts = 0
  /** What was not answered as it should be. */
  readonly failures: string[] = []
  /** Of those: tokens that were good, and were refused. */
  forcedSignOuts = 0
  /** Tokens and passwords that their owner had replaced, and that still worked. */
  outlived = 0
  /** What is being done to them; part of every failure. */
  step = 'before'

  constructor(url: string) {
    this.#url = url
  }

  /** Starts a client for some people. The first half of them is active, the other half only keeps its tokens. */
  async run(people: readonly Person[]): Promise<void> {
    const half = Math.ceil(people.length / 2)
    for (let round = 0; !this.#stopped; round += 1) {
      const active = people[round % half]
      const keeper = people[half + (round % (people.length - half))]
      if (active) await this.#visit(active, round % 3 === 0)
      if (keeper?.token !== undefined) await this.#call(keeper.token)
      for (const done of this.#waiting) done()
      await wait(5)
    }
  }

  /** Fulfilled when the clients have made so many rounds more. */
  rounds(count: number): Promise<void> {
    return new Promise((resolve) => {
      let left = count
      const done = (): void => {
        left -= 1
        if (left > 0) return
        this.#waiting.delete(done)
        resolve()
      }
      this.#waiting.add(done)
    })
  }

  stop(): void {
    this.#stopped = true
  }

  async #visit(person: Person, changes: boolean): Promise<void> {
    let token = await this.signIn(person)
    if (token === undefined) return
    await this.#call(token)
    if (person.token !== undefined) await this.#call(person.token)
    if (changes) token = (await this.#changePassword(person, token)) ?? token
    await this.#call(token)
    // Whoever signs out with a token of Flask-Security ends all of them: none says which device it is of.
    delete person.token
    this.signOuts += 1
    await this.#ask('/logout', token, {})
  }

  /** The token. */
  async signIn({ email, password }: Person): Promise<string | undefined> {
    return this.#ask('/login?include_auth_token', undefined, { email, password })
  }

  /** On both sides: one of the endpoints moves. */
  async #call(token: string): Promise<void> {
    for (const path of ['/orders', '/profile']) {
      const before = this.failures.length
      await this.#ask(path, token)
      if (this.failures.length > before && this.failures.at(-1)?.includes(' 401')) {
        this.forcedSignOuts += 1
      }
    }
  }

  async #changePassword(person: Person, token: string): Promise<string | undefined> {
    const { email, password } = person
    const next = `lamp ${person.changes} in the harbour of ${email.replace(/@.*/, '').slice(6)}`
    const form = { password, new_password: next, new_password_confirm: next }
    const changed = await this.#ask('/change?include_auth_token', token, form)
    if (changed === undefined) return undefined
    person.password = next
    person.changes += 1
    this.passwordChanges += 1
    await this.#call(changed)
    for (const gone of [token, person.token]) {
      for (const path of gone === undefined ? [] : ['/orders', '/profile']) {
        await this.#ask(path, gone, undefined, 401)
      }
    }
    delete person.token
    await this.#ask('/login', undefined, { email, password }, 400)
    return changed
  }

  /** The token in the answer, or none. */
  async #ask(
    path: string,
    token: string | undefined,
    body?: object,
    expected = 200,
  ): Promise<string | undefined> {
    this.requests += 1
    const headers = {
      accept: 'application/json',
      ...(token !== undefined && { 'authentication-token': token }),
      ...(body && { 'content-type': 'application/json' }),
    }
    const method = body ? 'POST' : 'GET'
    const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    try {
      const response = await fetch(this.#url + path, sent)
      const answer = await response.text()
      if (response.status !== expected) {
        if (expected !== 200 && response.status === 200) this.outlived += 1
        this.failures.push(
          `${this.step}: ${method} ${path} ${response.status} ${answer.slice(0, 200)}`,
        )
        return undefined
      }
      return /"authentication_token":"([^"]+)"/.exec(answer)?.[1]
    } catch (error) {
      this.failures.push(`${this.step}: ${method} ${path} ${String(error)}`)
      return undefined
    }
  }
}
