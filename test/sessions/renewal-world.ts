// A small world around one session, searched exhaustively: an owner with two tabs over one store, a thief who
// copies the token once, and a network that may lose, duplicate, delay and reorder every request and answer.

/** What the server remembers; `ids` are the renewal ids of its rotations, newest first. */
export interface ServerState {
  readonly generation: number
  readonly ids: readonly string[]
  /** Less than the retry window since the last rotation. */
  readonly fresh: boolean
  readonly ended: boolean
}

/** The generation of the token that was handed out, or why none was. */
export type Answer = number | 'stale' | 'refused'

/** The server under search: pure, or made so by rebuilding its state for each call. */
export type Serve = (
  state: ServerState,
  generation: number,
  renewalId: string,
) => Promise<{ readonly state: ServerState; readonly answer: Answer }>

interface Request {
  readonly generation: number
  readonly renewalId: string
  readonly from: 'owner' | 'thief'
}

interface World {
  readonly server: ServerState
  /** The generation of the token in the owner's store. */
  readonly held: number
  readonly signedOut: boolean
  readonly requests: readonly Request[]
  readonly answers: readonly { readonly to: number; readonly answer: Answer }[]
  /** The generation of the thief's token; `null` before the copy. */
  readonly stolen: number | null
  /** The highest generation that the thief raised the session to. */
  readonly raisedByThief: number
  readonly thiefServed: number
  readonly rolledBack: boolean
  /** The thief rotated this very token, time passed, and the owner was served all the same. */
  readonly unseen: boolean
}

export interface Search {
  readonly serve: Serve
  readonly thief?: boolean
  readonly rollback?: boolean
  readonly maxGeneration: number
  readonly maxRequests: number
}

type Step = readonly [label: string, next: World]

const without = <T>(list: readonly T[], index: number): T[] => list.toSpliced(index, 1)

async function* deliveries(world: World, search: Search): AsyncGenerator<Step> {
  for (const [index, request] of world.requests.entries()) {
    const requests = without(world.requests, index)
    yield ['lose a request', { ...world, requests }]
    if (world.requests.length < search.maxRequests) {
      yield ['duplicate a request', { ...world, requests: [...world.requests, request] }]
    }
    if (request.from === 'thief' && world.thiefServed >= 2) continue
    const { generation, renewalId, from } = request
    const { state, answer } = await search.serve(world.server, generation, renewalId)
    const next = { ...world, server: state, requests }
    const label = `deliver ${from} ${generation} → ${answer}`
    if (from === 'thief') {
      const served = typeof answer === 'number'
      const raised = served && state.generation > world.server.generation
      yield [
        label,
        {
          ...next,
          stolen: served ? answer : next.stolen,
          thiefServed: next.thiefServed + (served ? 1 : 0),
          raisedByThief: raised ? world.server.generation : next.raisedByThief,
        },
      ]
    } else {
      const leap =
        typeof answer === 'number' && generation <= world.raisedByThief && !world.server.fresh
      const answers =
        world.answers.length < 2 ? [...world.answers, { to: generation, answer }] : world.answers
      yield [label, { ...next, answers, unseen: next.unseen || leap }]
    }
  }
}

function receive(world: World, to: number, answer: Answer): Partial<World> {
  if (typeof answer === 'number') return answer > world.held ? { held: answer } : {}
  return answer === 'refused' && to === world.held ? { signedOut: true } : {}
}

function* events(world: World, search: Search): Generator<Step> {
  const { server, held, requests } = world
  const room = requests.length < search.maxRequests
  if (!world.signedOut && held < search.maxGeneration && room) {
    const renewalId = `owner-${held}`
    yield [
      'renew',
      { ...world, requests: [...requests, { generation: held, renewalId, from: 'owner' }] },
    ]
  }
  for (const [index, { to, answer }] of world.answers.entries()) {
    const answers = without(world.answers, index)
    yield ['lose an answer', { ...world, answers }]
    yield [`receive ${to} → ${answer}`, { ...world, answers, ...receive(world, to, answer) }]
  }
  if (server.fresh) yield ['time passes', { ...world, server: { ...server, fresh: false } }]
  if (search.thief && world.stolen === null) yield ['copy the token', { ...world, stolen: held }]
  if (search.thief && world.stolen !== null && world.thiefServed < 3 && room) {
    const request: Request = { generation: world.stolen, renewalId: 'thief', from: 'thief' }
    yield ['the thief renews', { ...world, requests: [...requests, request] }]
  }
  if (search.rollback && !world.rolledBack && server.generation > 0) {
    const lost = { ...server, generation: server.generation - 1, ids: server.ids.slice(1) }
    yield ['storage loses its last write', { ...world, server: lost, rolledBack: true }]
  }
}

const key = (world: World): string =>
  JSON.stringify({
    ...world,
    requests: world.requests.map((request) => JSON.stringify(request)).toSorted(),
    answers: world.answers.map((answer) => JSON.stringify(answer)).toSorted(),
  })

/** The number of states, and the shortest path to one that must not be, if there is any. */
export async function explore(options: Search): Promise<{ states: number; violation?: string[] }> {
  const start: World = {
    server: { generation: 0, ids: [], fresh: false, ended: false },
    held: 0,
    signedOut: false,
    requests: [],
    answers: [],
    stolen: null,
    raisedByThief: -1,
    thiefServed: 0,
    rolledBack: false,
    unseen: false,
  }
  const seen = new Map<string, readonly [from: string, label: string] | undefined>([
    [key(start), undefined],
  ])
  const queue = [start]
  for (const world of queue) {
    const from = key(world)
    if (options.thief ? world.unseen : world.server.ended || world.signedOut) {
      const path: string[] = []
      for (let at = seen.get(from); at; at = seen.get(at[0])) path.unshift(at[1])
      return { states: seen.size, violation: path }
    }
    const visit = ([label, next]: Step): void => {
      const to = key(next)
      if (seen.has(to)) return
      seen.set(to, [from, label])
      queue.push(next)
    }
    for (const step of events(world, options)) visit(step)
    for await (const step of deliveries(world, options)) visit(step)
  }
  return { states: seen.size }
}
