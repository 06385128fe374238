import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { createAuth } from '../src/index.ts'
import type { Auth } from '../src/index.ts'
import { mount } from '../src/middleware/node.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { createRandom } from '../test/fuzz/random.ts'
import { temporaryDirectory } from '../test/hostile/serving.ts'
import { check } from './check.ts'
import type { Surroundings } from './device.ts'
import { atLeast, exactly, noAnomaly } from './figure.ts'
import type { Figure } from './figure.ts'
import { History } from './history.ts'
import { cheapPasswords } from './people.ts'
import { Racer } from './racer.ts'
import type { Row } from './row.ts'
import { issuer } from './server-process.ts'

const rounds = 10_000
const slots = 40
const crowds = 1_000
const crowd = 50
/** Crowds at a time, each on a session of its own: one alone waits for the disk. */
const lanes = 8

const ends = ['sign out', 'sign out by refresh token', 'change password', 'disable'] as const

export const races: Row = {
  what: 'renew ∥ revoke ∥ password change ∥ disable, and 50 renewals at once',
  isQuick: true,
  async run({ seed }) {
    const { root, remove } = temporaryDirectory()
    const auth = await createAuth({
      issuer,
      audience: 'api',
      store: sqlite(join(root, 'races.db')),
      signInLimits: 'insecure-unlimited',
      // Neither signatures nor hashes race, and a machine that stands still for a while refuses none.
      algorithm: 'HS256',
      passwords: { ...cheapPasswords, queueDeadline: 600 },
    })
    const answer = mount(auth)
    const server = createServer((request, response) => void answer(request, response))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo // it listens on TCP
    const world = {
      url: `http://127.0.0.1:${port}`,
      history: new History(),
      unexpected: [],
      isOver: () => false,
    }
    try {
      return await measure(auth, world, seed)
    } finally {
      server.close().closeAllConnections()
      await auth.close()
      remove()
    }
  },
}

async function measure(auth: Auth, world: Surroundings, seed: number): Promise<Figure[]> {
  let met = 0
  let crowded = 0
  const perSlot = rounds / slots
  await Promise.all(
    Array.from({ length: slots }, async (_, slot) => {
      const random = createRandom(seed, slot)
      const racer = await Racer.register(auth, world, `racer${slot}`)
      for (let round = 0; round < perSlot; round += 1) {
        const device = await racer.startSession(random.once(2))
        const end = ends[round % ends.length] ?? 'sign out'
        const meet = [
          () => device.renew(),
          () => racer.end(device, end),
          () => device.verify(),
          () => device.renew(),
        ]
        await Promise.all((random.once(2) ? meet : meet.toReversed()).map((act) => act()))
        await device.verify()
        await device.renew()
        met += 1
      }
    }),
  )
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const racer = await Racer.register(auth, world, `crowd${lane}`)
      for (let n = 0; n < crowds / lanes; n += 1) {
        const device = await racer.startSession(n % 2 === 0)
        await Promise.all(Array.from({ length: crowd }, () => device.renew()))
        await device.renew()
        crowded += 1
      }
    }),
  )
  return [
    atLeast('races', rounds, met),
    atLeast(`crowds of ${crowd}`, crowds, crowded),
    ...noAnomaly(check(world.history.sessions.values())),
    exactly(
      `answers that are none of ours, of ${world.history.length}`,
      0,
      world.unexpected.length,
    ),
  ]
}
