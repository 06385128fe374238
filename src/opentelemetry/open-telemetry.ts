import { AuthError } from '../errors.ts'
import type { Trace } from '../trace.ts'
import { failed } from './api.ts'
import type { OtelApi } from './api.ts'
import { startRequestSpan } from './request-span.ts'
import type { RequestSpan, TracedRequest } from './request-span.ts'

/** Latchkey's work as spans. */
export interface OpenTelemetry {
  /**
   * For `createAuth`: hashes of passwords and calls to the store, as parts of the request that is under way. Where
   * none is traced, as in background tasks, there is no span.
   */
  readonly trace: Trace
  /** For an HTTP server that nothing else instruments: the span of a request, begun. */
  readonly startRequest: (request: TracedRequest) => RequestSpan
}

/**
 * Spans by the package `@opentelemetry/api`, for the application's SDK. No span holds a token, a
 * secret, a password, a name, an address, a path or a query, nor the message of an error.
 *
 * @example
 * import * as api from '@opentelemetry/api'
 * import { createAuth } from 'latchkey'
 * import { openTelemetry } from 'latchkey/opentelemetry'
 *
 * const { trace } = openTelemetry(api)
 * const auth = await createAuth({ issuer, audience, store, trace })
 */
export function openTelemetry(api: OtelApi): OpenTelemetry {
  const tracer = api.trace.getTracer('latchkey')
  return {
    async trace(part, work) {
      const context = api.context.active()
      if (!api.trace.getSpan(context)?.isRecording()) return work()
      const span = tracer.startSpan(part, {}, context)
      try {
        return await api.context.with(api.trace.setSpan(context, span), work)
      } catch (error) {
        const isRefusal = error instanceof AuthError && error.retryAfter === undefined
        span.setAttribute('error.type', error instanceof AuthError ? error.code : nameOf(error))
        if (!isRefusal) span.setStatus({ code: failed })
        throw error
      } finally {
        span.end()
      }
    },
    startRequest: (request) => startRequestSpan(api, tracer, request),
  }
}

/** Of its class: what a message quotes is unknown. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
