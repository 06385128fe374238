import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { eventStreamTimeout } from '../defaults.ts'
import { clientGone } from '../http/index.ts'
import type { RequestSpan, TracedRequest } from '../opentelemetry/index.ts'
import { randomId } from '../random.ts'
import { clientAddress, isLoopback } from './address.ts'
import { securityHeaders, sendProblem } from './problem.ts'
import { methods, ProtocolError, readTarget } from './target.ts'

/** Who sends a request, as far as we can tell. */
export interface Origin {
  readonly requestId: string
  readonly address: string | undefined
  /** Whether a program on this machine sends it for itself and not, as a proxy, for somebody else. */
  readonly local: boolean
}

/** An answer, and what the log and the metrics say about it. */
export interface Outcome {
  readonly response: Response
  /** The template of the path, never the path. */
  readonly route: string | undefined
  /** Why it was refused, for the operator. */
  readonly code?: string | undefined
  /** What went wrong, where something did. */
  readonly error?: unknown
}

/** Answers a request; must not reject. */
export type Respond = (request: Request, origin: Origin) => Promise<Outcome>

/** One request and its answer, once the answer is out or the client has gone. */
export interface Exchange {
  readonly requestId: string
  /** `OTHER`: none that we know. */
  readonly method: string
  /** `undefined`: nothing of ours. */
  readonly route: string | undefined
  readonly status: number
  readonly seconds: number
  readonly code: string | undefined
  readonly error: unknown
  readonly address: string | undefined
  /** The client went away before it had the whole answer. */
  readonly aborted: boolean
}

export interface FrontOptions {
  readonly respond: Respond
  /** Whether what a peer says in `X-Forwarded-For` is believed. */
  readonly trusts: (address: string) => boolean
  readonly onExchange: (exchange: Exchange) => void
  /** Default: no request is traced. */
  readonly startSpan?: ((request: TracedRequest) => RequestSpan) | undefined
}

/**
 * A listener for `node:http` that looks at requests before anything else does: what two parsers could
 * read differently is refused here, and every answer gets the headers that every answer has.
 */
export function createFront({
  respond,
  trusts,
  onExchange,
  startSpan,
}: FrontOptions): RequestListener {
  const states = new WeakMap<object, State>()
  const listener = getRequestListener(
    async (request, { incoming }) => {
      const state = states.get(incoming)
      if (!state) throw new Error('a request that did not come through the front')
      state.outcome = await respond(request, state.origin)
      const { response } = state.outcome
      if (response.headers.get('content-type') === 'text/event-stream') {
        // Ending a stream frees nothing while what was sent last waits for a client that does not read.
        incoming.socket.setTimeout(1_000 * eventStreamTimeout)
      }
      return response
    },
    { overrideGlobalObjects: false },
  )
  return (incoming, outgoing) => {
    const startedAt = performance.now()
    const state: State = { origin: originOf(incoming, trusts) }
    const span = startSpan?.({ method: methodOf(incoming), headers: incoming.headers })
    states.set(incoming, state)
    for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value)
    outgoing.setHeader('X-Request-Id', state.origin.requestId)
    outgoing.once('close', () => {
      const exchange = exchangeOf(incoming, outgoing, state, startedAt)
      span?.end(exchange)
      onExchange(exchange)
    })
    try {
      incoming.url = readTarget(incoming)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      state.code = 'invalid_request'
      return sendProblem(outgoing, error.status, error.message)
    }
    // What a client calls us decides nothing (T04): links and tokens name the configured issuer.
    incoming.headers.host = 'latchkey'
    const answer = (): void => void listener(incoming, outgoing)
    if (span) span.run(answer)
    else answer()
  }
}

interface State {
  readonly origin: Origin
  outcome?: Outcome
  code?: string
}

// A proxy in front of us on this machine must not make the whole world local.
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

function originOf(incoming: IncomingMessage, trusts: FrontOptions['trusts']): Origin {
  const { headers, socket } = incoming
  const forwarded = headers['x-forwarded-for']
  const hops = Array.isArray(forwarded) ? forwarded.join() : forwarded
  const host = headers.host?.replace(/:\d+$/, '') ?? ''
  return {
    requestId: randomId(),
    address: clientAddress(socket.remoteAddress, hops, trusts),
    local:
      isLoopback(socket.remoteAddress ?? '') &&
      (host === 'localhost' || isLoopback(host.replace(/^\[(.*)\]$/, '$1'))) &&
      !forwarding.some((name) => name in headers),
  }
}

const methodOf = ({ method = '' }: IncomingMessage): string =>
  methods.has(method) ? method : 'OTHER'

function exchangeOf(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { origin, outcome, code }: State,
  startedAt: number,
): Exchange {
  const aborted = !outgoing.writableFinished
  return {
    requestId: origin.requestId,
    method: methodOf(incoming),
    route: outcome?.route,
    // Before the head of an answer, Node has a 200 there that nobody has said.
    status: outgoing.headersSent ? outgoing.statusCode : clientGone,
    seconds: (performance.now() - startedAt) / 1000,
    code: outcome?.code ?? code,
    error: outcome?.error,
    address: origin.address,
    aborted,
  }
}
