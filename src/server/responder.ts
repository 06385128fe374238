import type { Auth } from '../auth/index.ts'
import { AuthError } from '../errors.ts'
import { createHandler, problem, type Mountable, type RequestEvent } from '../http/index.ts'
import type { Outbox } from '../mail/index.ts'
import type { Store } from '../storage/index.ts'
import { createProtectedResource, demoRoute } from './demo.ts'
import { openDialects } from './dialects.ts'
import type { Origin, Outcome, Respond } from './front.ts'
import type { Metrics } from './metrics.ts'
import { isRead, refuse } from './refuse.ts'
import type { Config } from './setting.ts'

const metricsRoute = '/metrics'

/** The native API, and beside it the dialects and what only a server of its own has. */
export async function createResponder(
  auth: Auth,
  {
    config,
    metrics,
    store,
    outbox,
    page,
  }: {
    readonly config: Config
    readonly metrics: Metrics
    readonly store: Store
    readonly outbox: Outbox | undefined
    /** What only a browser asks for, by path. */
    readonly page: Readonly<Record<string, Respond>>
  },
): Promise<Respond> {
  const own: Record<string, Respond> = {}
  if (config.metrics) own[metricsRoute] = answerMetrics(metrics, config)
  if (config.demo) own[demoRoute] = createProtectedResource(auth)
  // They tell of a request before its answer is there: as many entries as requests under way.
  const events = new Map<string, RequestEvent>()
  const onEvent = (event: RequestEvent): void => void events.set(event.requestId, event)
  const dialects = await openDialects({ auth, store, config, outbox, onEvent })
  // The page would talk to another system's.
  if (!dialects.some(({ handles }) => handles('/api/v1/login'))) Object.assign(own, page)
  const api = createHandler(auth, {
    credentials: [...config.credentials, ...(config.allowQueryTokens ? ['query' as const] : [])],
    cors: { origins: config.allowOrigins },
    onEvent,
  })
  const answer = async (
    endpoints: Mountable,
    request: Request,
    { requestId, address }: Origin,
  ): Promise<Outcome> => {
    const response = await endpoints.fetch(request, { requestId, ...(address && { address }) })
    const event = events.get(requestId)
    events.delete(requestId)
    return { response, route: event?.route, code: event?.code, error: event?.error }
  }
  return (request, origin) => {
    const { pathname } = new URL(request.url)
    const dialect = dialects.find((each) => each.handles(pathname))
    return own[pathname]?.(request, origin) ?? answer(dialect ?? api, request, origin)
  }
}

function answerMetrics(metrics: Metrics, { allowRemoteMetrics }: Config): Respond {
  return async (request, { local }) => {
    // For a stranger it is as if there were none.
    if (!local && !allowRemoteMetrics) return refuse(metricsRoute, 'not_found')
    if (!isRead(request)) return refuse(metricsRoute, 'method_not_allowed')
    const headers = { 'Content-Type': metrics.contentType }
    return { response: new Response(await metrics.text(), { headers }), route: metricsRoute }
  }
}

/** Until the database is open. */
export const answerStarting: Respond = async () => {
  const error = new AuthError('overloaded', 'the server is starting')
  return { response: problem(error), route: undefined, code: error.code }
}
