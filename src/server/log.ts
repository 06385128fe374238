import type { Writable } from 'node:stream'
import { pino } from 'pino'
import { maxLogBytes } from '../defaults.ts'
import { redact } from './redact.ts'

/** From the least to the most important; `silent` writes nothing. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What a line holds: `event` names it, the rest is identifiers, numbers and reasons. */
export interface LogLine {
  readonly event: string
  readonly [field: string]: unknown
}

/** One JSON line per event. None ever holds a token, a secret, a hash, a password or an e-mail address. */
export interface Log {
  info(line: LogLine): void
  warn(line: LogLine): void
  error(line: LogLine): void
  /** Lines for people, as they are, after the JSON lines written so far. */
  print(text: string): void
  /** Lines that nobody read in time. */
  readonly dropped: number
}

/**
 * A log on standard output, or on another stream.
 *
 * A reader that stops reading costs lines, never an answer: Node writes to pipes in the background,
 * and what waits for the reader is bounded.
 */
export function createLog(
  options: { readonly level?: LogLevel; readonly output?: Writable } = {},
): Log {
  const { level = 'info', output = process.stdout } = options
  let dropped = 0
  const write = (text: string): void => {
    if (output.writableLength + text.length > maxLogBytes) dropped += text.split('\n').length - 1
    else output.write(text)
  }
  // The reader has gone (EPIPE): nobody is left to tell, and nothing else depends on it.
  output.on('error', () => dropped++)
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
      hooks: { streamWrite: redact },
    },
    { write },
  )
  return {
    info: (line) => logger.info(line),
    warn: (line) => logger.warn(line),
    error: (line) => logger.error(line),
    print: write,
    get dropped() {
      return dropped
    },
  }
}

/** What the operator needs of an error; unlike pino's own serializer, nothing else that it carries. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack, cause } = error
  return {
    type: name,
    ...('code' in error && { code: error.code }),
    message,
    stack: stack?.split('\n').slice(1, 12).join('\n'),
    ...(cause !== undefined && { cause: describeError(cause) }),
  }
}
