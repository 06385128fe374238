import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, bearer } from './ask.ts'

/** Somebody who asks for something guarded all the time, over one connection. */
export class Guarded {
  readonly #url: string
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  #isOver = false
  #asking: Promise<void> = Promise.resolve()
  verified = 0
  refused = 0
  /** The server was gone, and perhaps should be. */
  unanswered = 0

  constructor(url: string) {
    this.#url = url
  }

  start(token: string): void {
    this.#asking = this.#ask(token)
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await this.#asking
    this.#agent.destroy()
  }

  async #ask(token: string): Promise<void> {
    const question = { path: '/verify', headers: bearer(token) }
    while (!this.#isOver) {
      const answer = await ask(this.#url, question, this.#agent)
      if (answer.kind !== 'answer') this.unanswered += 1
      else if (answer.status === 204) this.verified += 1
      else this.refused += 1
      await pause(10)
    }
  }
}
