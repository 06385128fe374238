import type { Clock, NumericDate } from '../clock.ts'

/**
 * The time of the database server, which all processes on it share: the clock of this process, and how far
 * that is off. It moves only as far as what was seen demands, so that no slow answer makes it jump.
 */
export class ServerClock {
  readonly #local: Clock
  #offset = 0

  constructor(local: Clock) {
    this.#local = local
  }

  readonly now: Clock = () => this.#local() + this.#offset

  /** What the server gives as its time lies somewhere between the question and the answer. */
  async observe<Answer extends { readonly now: NumericDate }>(
    ask: () => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> {
    const askedAt = this.#local()
    const answer = await ask()
    const answeredAt = this.#local()
    // A clock that was set meanwhile says nothing.
    if (answer && answeredAt >= askedAt) {
      const [least, most] = [answer.now - answeredAt, answer.now - askedAt]
      this.#offset = Math.min(Math.max(this.#offset, least), most)
    }
    return answer
  }
}
