import { pino } from 'pino';
import { maxLogBytes } from '../defaults.js';
import { redact } from './redact.js';
/** From the least to the most important; `silent` writes nothing. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'];
/**
 * A log on standard output, or on another stream.
 *
 * A reader that stops reading costs lines, never an answer: Node writes to pipes in the background,
 * and what waits for the reader is bounded.
 */
export function createLog(options = {}) {
    const { level = 'info', output = process.stdout } = options;
    let dropped = 0;
    const write = (text) => {
        if (output.writableLength + text.length > maxLogBytes)
            dropped += text.split('\n').length - 1;
        else
            output.write(text);
    };
    // The reader has gone (EPIPE): nobody is left to tell, and nothing else depends on it.
    output.on('error', () => dropped++);
    const logger = pino({
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        serializers: { error: describeError },
        hooks: { streamWrite: redact },
    }, { write });
    return {
        info: (line) => logger.info(line),
        warn: (line) => logger.warn(line),
        error: (line) => logger.error(line),
        print: write,
        get dropped() {
            return dropped;
        },
    };
}
/** What the operator needs of an error; unlike pino's own serializer, nothing else that it carries. */
function describeError(error) {
    if (!(error instanceof Error))
        return { type: typeof error };
    const { name, message, stack, cause } = error;
    return {
        type: name,
        ...('code' in error && { code: error.code }),
        message,
        stack: stack?.split('\n').slice(1, 12).join('\n'),
        ...(cause !== undefined && { cause: describeError(cause) }),
    };
}
