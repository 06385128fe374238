import type { OpenTelemetry } from '../opentelemetry/index.ts'
import { ConfigError } from './config.ts'
import type { Log } from './log.ts'

/** Spans, for the SDK that was loaded before us. @throws {ConfigError} without the package. */
export async function openTraces(log: Log): Promise<OpenTelemetry> {
  const { openTelemetry } = await import('../opentelemetry/index.ts')
  const api = await import('@opentelemetry/api').catch((cause: unknown) => {
    const advice = 'npm install @opentelemetry/api'
    throw new ConfigError(`--traces: expected the package @opentelemetry/api; ${advice}`, { cause })
  })
  // Where nobody reads `traceparent`, nobody has set up anything.
  if (api.propagation.fields().length === 0) {
    log.warn({
      event: 'traces_unheard',
      setting: '--traces',
      effect: 'no SDK of OpenTelemetry is loaded, and nobody gets them',
    })
  }
  return openTelemetry(api)
}
