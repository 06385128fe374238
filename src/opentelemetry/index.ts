// Spans for OpenTelemetry. It loads no package: the application hands in `@opentelemetry/api`, and sets up an
// SDK that collects, samples and exports.
export type { OtelApi, OtelContext, OtelSpan, OtelTracer } from './api.ts'
export { openTelemetry } from './open-telemetry.ts'
export type { OpenTelemetry } from './open-telemetry.ts'
export type { RequestSpan, TracedAnswer, TracedRequest } from './request-span.ts'
