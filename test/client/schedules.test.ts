// Random lives of a session in several tabs: nobody is ever signed out by accident, and every sign-out reaches all tabs.
// `npm run test:client` runs 10,000; the SEED that a failure names runs that one again (but for the jitter of retries).
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Client } from '../../src/client/index.ts'
import type { VirtualTab } from '../../src/client/testing.ts'
import type { World } from './world.ts'
import { ada, createWorld } from './world.ts'

const schedules = Number(process.env['SCHEDULES'] ?? 300)
const seed = Number(process.env['SEED'] ?? 20_261_126)
const steps = 24
const maxTabs = 4

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface OpenTab {
  readonly client: Client
  readonly tab: VirtualTab
  frozen: boolean
}

/** What may happen next; every event is as likely as it stands here often. */
const events = [
  'call',
  'call',
  'call',
  'call all',
  'call all',
  'wait',
  'wait',
  'expire',
  'expire',
  'expire',
  'weather',
  'weather',
  'clear weather',
  'open',
  'kill',
  'kill while calling',
  'freeze',
  'thaw',
  'sleep',
  'shift',
  'restart',
  'lose a write',
  'clear storage',
] as const

class Schedule {
  readonly #world: World
  readonly #random: () => number
  readonly #tabs: OpenTab[] = []
  readonly story: string[] = []

  constructor(world: World, random: () => number) {
    this.#world = world
    this.#random = random
  }

  async run(): Promise<void> {
    await this.#signIn()
    for (let step = 0; step < steps; step += 1) {
      const event = this.#pick(events)
      this.story.push(event)
      await this.#happen(event)
      this.#check()
    }
    await this.#end()
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] ?? assert.fail('nothing to pick from')
  }

  #open(): OpenTab {
    const opened = { ...this.#world.open(), frozen: false }
    this.#tabs.push(opened)
    return opened
  }

  async #signIn(): Promise<void> {
    const { client } = this.#open()
    for (let more = Math.floor(this.#random() * 3); more > 0; more -= 1) this.#open()
    await this.#world.until(client.login(ada))
    await this.#world.clock.advance(10)
  }

  async #happen(event: (typeof events)[number]): Promise<void> {
    const { clock, network, browser, call } = this.#world
    const picked = this.#pick(this.#tabs)
    const awake = this.#tabs.filter(({ frozen }) => !frozen)
    switch (event) {
      case 'call':
        void call(picked.client)
        return clock.advance(this.#random() * 5_000)
      case 'call all':
        for (const { client } of awake) void call(client)
        return clock.advance(this.#random() * 10_000)
      case 'wait':
        return clock.advance(this.#random() * 300_000)
      case 'expire':
        // In steps, because timers of tabs without a network fire all the while.
        await clock.advance(600_000)
        for (const { client } of awake) void call(client)
        return clock.advance(this.#random() * 2_000)
      case 'weather':
        return network.change({
          lostRequests: this.#random() * 0.4,
          lostAnswers: this.#random() * 0.4,
          silence: this.#random(),
          duplicates: this.#random() * 0.5,
          late: this.#random() * 900_000,
          delay: [1, 1 + this.#random() * 3_000],
          offline: this.#random() < 0.15,
          captivePortal: this.#random() < 0.1,
          status: this.#random() < 0.1 ? this.#pick([401, 403, 429, 500, 502, 503]) : 0,
        })
      case 'clear weather':
        return this.#clearWeather()
      case 'open':
        if (this.#tabs.length < maxTabs) this.#open()
        return
      case 'kill':
        return this.#kill(picked)
      case 'kill while calling':
        void call(picked.client)
        await clock.advance(this.#random() * 50)
        return this.#kill(picked)
      case 'freeze':
        // One stays awake, as the one that is looked at does.
        if (awake.length > 1 && !picked.frozen) {
          picked.tab.freeze()
          picked.frozen = true
        }
        return
      case 'thaw':
        picked.tab.thaw()
        picked.frozen = false
        return
      case 'sleep':
        return this.#world.sleep(this.#random() * 86_400_000)
      case 'shift':
        return clock.shift((this.#random() - 0.5) * 2 * 86_400_000)
      case 'restart':
        return this.#world.restart()
      case 'lose a write': {
        // A crash of the browser keeps what was on the disk a little before.
        const item = this.#pick(this.#items())
        const before = browser.storage.getItem(item)
        for (const { client } of awake) void call(client)
        await clock.advance(20_000)
        if (before !== null) browser.storage.setItem(item, before)
        return
      }
      case 'clear storage':
        for (const item of this.#items()) browser.storage.removeItem(item)
        // Those that are awake put it back as soon as they look.
        for (const { client } of awake) void call(client)
        await clock.advance(600_000)
        for (const { client } of awake) void call(client)
        return clock.advance(2_000)
    }
  }

  #items(): string[] {
    return [0, 1].map((turn) => `latchkey https://api.example.com ${turn}`)
  }

  #clearWeather(): void {
    this.#world.network.change({
      lostRequests: 0,
      lostAnswers: 0,
      duplicates: 0,
      delay: [1, 20],
      offline: false,
      captivePortal: false,
      status: 0,
    })
  }

  #kill(picked: OpenTab): void {
    const stored = this.#items().some((item) => this.#world.browser.storage.getItem(item) !== null)
    // With the last tab, what only it remembers would be gone for good.
    if (!stored) return
    picked.tab.kill()
    this.#tabs.splice(this.#tabs.indexOf(picked), 1)
    if (this.#tabs.every(({ frozen }) => frozen)) this.#open()
  }

  #check(): void {
    for (const { client, frozen } of this.#tabs) {
      const { state } = client.session.getSnapshot()
      if (!frozen)
        assert.ok(state !== 'needs-sign-in' && state !== 'signed-out', `a tab is ${state}`)
    }
  }

  /** All is well again, everybody can call; then somebody signs out, and everybody is. */
  async #end(): Promise<void> {
    const { clock, call } = this.#world
    this.story.push('end')
    this.#clearWeather()
    for (const one of this.#tabs) {
      one.tab.thaw()
      one.frozen = false
    }
    await clock.advance(120_000)
    for (const { client } of this.#tabs) {
      assert.equal(await this.#world.until(call(client)), 200)
    }
    this.#check()
    const token = await this.#pick(this.#tabs).client.accessToken()
    const byServer = this.#random() < 0.5
    if (byServer) {
      const { sub } = await this.#world.auth().verify(token)
      await this.#world.auth().sessions.endAll(sub, 'revoked')
      await clock.advance(11_000)
      void call(this.#pick(this.#tabs).client)
    } else {
      if (this.#random() < 0.5) this.#world.network.change({ offline: true })
      void this.#pick(this.#tabs).client.logout()
    }
    await clock.advance(1_000)
    for (const { client } of [...this.#tabs, this.#open()]) {
      const { state } = client.session.getSnapshot()
      assert.equal(state, byServer ? 'needs-sign-in' : 'signed-out')
    }
  }
}

describe('random lives of a session', () => {
  // A thousand at a time: minutes without a word look like something that hangs.
  for (let from = 0; from < schedules; from += 1_000) {
    const count = Math.min(1_000, schedules - from)
    it(`0 accidental sign-outs in ${count} schedules (seed ${seed + from})`, async () => {
      for (let number = 0; number < count; number += 1) await runSchedule(seed + from + number)
    })
  }
})

async function runSchedule(number: number): Promise<void> {
  const random = randomFrom(number)
  const world = await createWorld({ locks: random() < 0.5, random })
  const schedule = new Schedule(world, random)
  try {
    await schedule.run()
  } catch (cause) {
    const told = `SEED=${number} SCHEDULES=1: ${schedule.story.join(', ')}`
    throw new Error(told, { cause })
  } finally {
    await world.close()
  }
}
