import { failed, server } from './api.ts'
import type { OtelApi, OtelTracer } from './api.ts'

/** A request that has just arrived. */
export interface TracedRequest {
  /** `OTHER` for one that HTTP does not have. */
  readonly method: string
  /** By lower-case names; `traceparent` and `tracestate` say whose part it is (W3C Trace Context). */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** How a request was answered. */
export interface TracedAnswer {
  readonly requestId: string
  /** The template of the path; `undefined`: there is no endpoint. */
  readonly route: string | undefined
  readonly status: number
  /** Why it was refused, for the operator. */
  readonly code: string | undefined
  /** The client went away before it had the whole answer. */
  readonly aborted: boolean
}

/** The span of one request. */
export interface RequestSpan {
  /** Runs what answers it, whose parts then belong to it. */
  run(work: () => void): void
  end(answer: TracedAnswer): void
}

/**
 * By the semantic conventions for HTTP servers, without those attributes that a client fills: the path can hold a
 * session's id or the secret of a link.
 */
export function startRequestSpan(
  api: OtelApi,
  tracer: OtelTracer,
  { method, headers }: TracedRequest,
): RequestSpan {
  const active = api.context.active()
  // Whoever instruments the server already has read the headers.
  const parent = api.trace.getSpan(active) ? active : api.propagation.extract(active, headers)
  const name = method === 'OTHER' ? 'HTTP' : method
  const attributes = { 'http.request.method': method === 'OTHER' ? '_OTHER' : method }
  const span = tracer.startSpan(name, { kind: server, attributes }, parent)
  return {
    run: (work) => api.context.with(api.trace.setSpan(parent, span), work),
    end({ requestId, route, status, code, aborted }) {
      span.setAttribute('http.response.status_code', status)
      span.setAttribute('latchkey.request_id', requestId)
      if (route !== undefined) {
        span.setAttribute('http.route', route)
        span.updateName(`${name} ${route}`)
      }
      if (code !== undefined) span.setAttribute('latchkey.code', code)
      if (aborted) span.setAttribute('latchkey.aborted', true)
      // A method that HTTP does not have is no error of the server: anybody can ask for one.
      if (status >= 500 && status !== 501) {
        span.setAttribute('error.type', code ?? String(status))
        span.setStatus({ code: failed })
      }
      span.end()
    },
  }
}
