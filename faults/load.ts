import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../test/fuzz/random.ts'
import type { Device, Surroundings } from './device.ts'
import { signIn } from './device.ts'
import type { Person } from './people.ts'

/** Calls of one session: the search for an order of them stays short. */
const callsOfASession = 44
/** Live sessions at a time; each sign-in costs a password hash. */
const sessions = 24

/** What a worker does next, as often as the number says. */
const actions: readonly (readonly [
  weight: number,
  act: (device: Device, random: Random) => Promise<unknown>,
])[] = [
  [40, (device) => device.renew()],
  [16, (device) => Promise.all([device.renew(), device.renew()])],
  [10, (device) => device.verify()],
  [6, (device) => Promise.all([device.renew(), device.revoke()])],
  [4, (device) => device.revoke('refresh token')],
  [5, (device) => device.repeatLate(2)],
  [4, (device) => device.repeatLate(1)],
  [6, (device) => device.replay()],
  [4, (device) => Promise.all([device.renew(), device.replay(), device.verify()])],
]
const weights = actions.reduce((sum, [weight]) => sum + weight, 0)

function pickAction(random: Random): (typeof actions)[number][1] {
  let at = random.below(weights)
  for (const [weight, act] of actions) {
    at -= weight
    if (at < 0) return act
  }
  throw new RangeError('the weights do not add up')
}

/** People with many devices: sign-ins, renewals in one tab and in two, late duplicates, replays and sign-outs. */
export class Load {
  readonly devices: Device[] = []
  failedSignIns = 0
  readonly #world: Surroundings
  readonly #people: readonly Person[]
  readonly #random: Random
  #workers: Promise<unknown> = Promise.resolve()
  /** Milliseconds between two things that one worker does. */
  readonly #rest: number

  constructor(
    world: Surroundings,
    options: {
      readonly people: readonly Person[]
      readonly random: Random
      readonly rest?: number
    },
  ) {
    this.#world = world
    this.#people = options.people
    this.#random = options.random
    this.#rest = options.rest ?? 0
  }

  start(workers: number): void {
    this.#workers = Promise.all(Array.from({ length: workers }, () => this.#work()))
  }

  /** Fulfilled when all workers have seen that the run is over. */
  get stopped(): Promise<unknown> {
    return this.#workers
  }

  /** Asks everything once more after a restart, spent tokens too, and once more after another one. */
  async sweep(restart: () => Promise<void>): Promise<void> {
    for (const pass of ['what lives', 'what is spent'] as const) {
      await restart()
      for (const device of this.devices) {
        await device.verify()
        if (pass === 'what is spent') await device.replay()
        await device.renew()
        await device.verify()
      }
    }
  }

  async #work(): Promise<void> {
    while (!this.#world.isOver()) {
      const free = this.devices.filter((device) => isUsable(device) && !device.isBusy)
      const live = this.devices.filter(isUsable).length
      if (free.length === 0 || (live < sessions && this.#random.once(4))) {
        await this.#signIn()
        continue
      }
      const device = this.#random.pick(free)
      device.isBusy = true
      await pickAction(this.#random)(device, this.#random)
      device.isBusy = false
      await pause(this.#rest)
    }
  }

  async #signIn(): Promise<void> {
    const isNamed = !this.#random.once(4)
    const device = await signIn(this.#world, this.#random.pick(this.#people), isNamed)
    if (device) this.devices.push(device)
    else if (!this.#world.isOver()) this.failedSignIns += 1
  }
}

const isUsable = (device: Device): boolean => !device.isOver && device.calls < callsOfASession
