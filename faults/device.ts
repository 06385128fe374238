import { createHmac, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { decodeBase62 } from '../src/sessions/base62.ts'
import type { LoginAnswer, TokenAnswer } from '../src/wire.ts'
import { ask, bearer } from './ask.ts'
import type { Answer, Question } from './ask.ts'
import type { History, Input, Outcome, Successor } from './history.ts'

/** What the devices of one run have in common. */
export interface Surroundings {
  readonly url: string
  readonly history: History
  /** Answers that no client should ever get. */
  readonly unexpected: string[]
  /** Whether the run is over, and nobody tries again. */
  isOver(): boolean
  /** Told of each answer how many seconds it took. */
  took?(op: Input['op'], seconds: number): void
}

/** Anybody can read it there: bytes 21 to 24 of 41. */
const generationOf = (token: string): number =>
  Number(((decodeBase62(token.slice(4, -6)) ?? 0n) >> 128n) & 0xffff_ffffn)

/** Seconds in which an access token of 10 minutes is surely not refused for its age. */
const freshness = 500

const now = (): number => performance.now() / 1_000

/** One session at the device that started it. Every call is recorded. */
export class Device {
  readonly #world: Surroundings
  readonly session: string
  /** When somebody knew that they were signed in, in seconds. */
  readonly startedAt: number = now()
  /** Keyed as our client does it; without one, renewals have no names. */
  readonly #clientKey: Buffer | undefined
  /** By generation; those whose answers were lost stay unknown. */
  readonly #tokens = new Map<number, string>()
  #generation = 0
  accessToken: string
  #issuedAt = now()
  isOver = false
  isBusy = false
  calls = 0

  constructor(world: Surroundings, answer: TokenAnswer, isNamed: boolean) {
    this.#world = world
    this.#clientKey = isNamed ? randomBytes(32) : undefined
    this.#tokens.set(0, answer.refreshToken)
    this.accessToken = answer.token
    const [, claims = ''] = answer.token.split('.')
    const { sid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid: string } // a token of ours
    this.session = sid
  }

  get refreshToken(): string {
    return this.#tokens.get(this.#generation) ?? ''
  }

  /** Until it is answered. */
  async renew(): Promise<void> {
    const generation = this.#generation
    await this.#insist(() => this.#renew(generation, this.#nameOf(this.refreshToken)))
  }

  /** The oldest token that was spent, by whoever has a copy of it. */
  async replay(): Promise<void> {
    const [generation = 0] = this.#tokens.keys()
    if (generation < this.#generation) await this.#renew(generation, undefined, 'thief')
  }

  /** A request of the owner's own that was on its way for long. */
  async repeatLate(back: number): Promise<void> {
    const generation = this.#generation - back
    const token = this.#tokens.get(generation)
    if (token !== undefined) await this.#renew(generation, this.#nameOf(token))
  }

  async verify(): Promise<void> {
    if (now() - this.#issuedAt > freshness) return
    const question = { path: '/verify', headers: bearer(this.accessToken) }
    await this.#call({ op: 'verify' }, question)
  }

  /** Signs out, until it is answered. */
  async revoke(by: 'access token' | 'refresh token' = 'access token'): Promise<void> {
    this.isOver = true
    const { refreshToken } = this
    const way =
      by === 'access token' ? { headers: bearer(this.accessToken) } : { body: { refreshToken } }
    const question: Question = { method: 'POST', path: '/api/v1/logout', ...way }
    await this.#insist(async () => (await this.#call({ op: 'revoke' }, question)).outcome)
  }

  /** Whatever else ends it, and throws where it did not. */
  async endedBy(act: () => Promise<void>): Promise<void> {
    this.isOver = true
    const from = now()
    await act()
    const { history } = this.#world
    const call = { session: this.session, input: { op: 'revoke' }, by: 'owner' } as const
    history.add({ ...call, from, to: now(), outcome: 'ok' })
  }

  #nameOf(token: string): string | undefined {
    if (!this.#clientKey) return undefined
    const mac = createHmac('sha256', this.#clientKey).update(token).digest()
    return mac.subarray(0, 16).toString('base64url')
  }

  async #renew(
    generation: number,
    renewalId: string | undefined,
    by: 'owner' | 'thief' = 'owner',
  ): Promise<Outcome> {
    const refreshToken = this.#tokens.get(generation)
    const headers = renewalId === undefined ? {} : { 'idempotency-key': renewalId }
    const question: Question = {
      method: 'POST',
      path: '/api/v1/renew',
      headers,
      body: { refreshToken },
    }
    const { outcome, answer } = await this.#call(
      { op: 'renew', generation, renewalId },
      question,
      by,
    )
    if (outcome === 'denied' && (by === 'thief' || generation === this.#generation))
      this.isOver = true
    if (answer && by === 'owner') this.#learn(answer)
    return outcome
  }

  #learn({ refreshToken, token }: TokenAnswer): void {
    const generation = generationOf(refreshToken)
    this.#tokens.set(generation, refreshToken)
    if (generation <= this.#generation) return
    this.#generation = generation
    this.accessToken = token
    this.#issuedAt = now()
  }

  async #insist(attempt: () => Promise<Outcome>): Promise<void> {
    for (let attempts = 0; attempts < 6 && !this.#world.isOver(); attempts += 1) {
      if ((await attempt()) !== 'unknown') return
      await ready(this.#world)
    }
  }

  async #call(
    input: Input,
    question: Question,
    by: 'owner' | 'thief' = 'owner',
  ): Promise<{ readonly outcome: Outcome; readonly answer?: TokenAnswer }> {
    const { history } = this.#world
    const { answered, from } = await askUntilSent(this.#world, question)
    if (answered.kind === 'unsent') return { outcome: 'unknown' }
    this.calls += 1
    const answeredAt = now()
    this.#world.took?.(input.op, answeredAt - from)
    const outcome = this.#outcomeOf(input, answered)
    const to = outcome === 'unknown' ? Infinity : answeredAt
    const answer =
      input.op === 'renew' && outcome === 'ok' && answered.kind === 'answer'
        ? (JSON.parse(answered.body) as TokenAnswer) // a 200 of ours
        : undefined
    const output: Successor | undefined = answer && {
      token: answer.refreshToken,
      generation: generationOf(answer.refreshToken),
    }
    history.add({ session: this.session, input, by, from, to, outcome, output })
    return { outcome, ...(answer && { answer }) }
  }

  #outcomeOf(input: Input, answered: Answer): Outcome {
    if (answered.kind !== 'answer' || answered.status >= 500) {
      // Only this one is declared: something that may be tried again is not available.
      if (answered.kind === 'answer' && !isDeclared(answered)) this.#report(input, answered.status)
      return 'unknown'
    }
    const { status } = answered
    if (status === 200 || status === 204) return 'ok'
    if (status === 401) return 'denied'
    if (status === 409 && input.op === 'renew') return 'stale'
    this.#report(input, status)
    return 'unknown'
  }

  #report({ op }: Input, status: number): void {
    this.#world.unexpected.push(`${op}: ${status}`)
  }
}

const isDeclared = ({ status, headers }: Extract<Answer, { kind: 'answer' }>): boolean =>
  status === 503 && headers['retry-after'] !== undefined

/** Signs in; `undefined`: nobody knows whether there is a session now. */
export async function signIn(
  world: Surroundings,
  who: { readonly username: string; readonly password: string },
  isNamed: boolean,
): Promise<Device | undefined> {
  const question: Question = { method: 'POST', path: '/api/v1/login', body: who }
  const { answered } = await askUntilSent(world, question)
  if (answered.kind !== 'answer' || isDeclared(answered)) return undefined
  if (answered.status === 200) {
    return new Device(world, JSON.parse(answered.body) as LoginAnswer, isNamed) // a 200 of ours
  }
  world.unexpected.push(`login: ${answered.status}`)
  return undefined
}

/** While nobody listens, nothing is lost by asking again. */
async function askUntilSent(
  world: Surroundings,
  question: Question,
): Promise<{ readonly answered: Answer; readonly from: number }> {
  for (;;) {
    const from = now()
    const answered = await ask(world.url, question)
    if (answered.kind !== 'unsent' || world.isOver()) return { answered, from }
    await pause(10)
  }
}

/** Fulfilled when the server can do what it is asked, or when nobody asks any more. */
async function ready(world: Surroundings): Promise<void> {
  for (;;) {
    const { answered } = await askUntilSent(world, { path: '/readyz' })
    if (world.isOver() || (answered.kind === 'answer' && answered.status === 200)) return
    await pause(10)
  }
}
