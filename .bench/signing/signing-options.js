import { systemClock } from '../clock.js';
import { maxSignedBytes } from '../defaults.js';
import { rulesOf } from './eras.js';
/** @throws {RangeError} for an era or a size that is none. */
export function signingRules(options) {
    const { era = '2.x', compat = false, clock = systemClock, maxBytes = maxSignedBytes } = options;
    if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
        throw new RangeError('maxBytes: expected a number of bytes');
    }
    return { era, rules: rulesOf(era), compat, clock, maxBytes };
}
/** Whole seconds. @throws {RangeError} for a clock that tells none: no comparison with NaN would refuse a token. */
export function now({ clock }) {
    const seconds = Math.trunc(clock());
    if (Number.isSafeInteger(seconds))
        return seconds;
    throw new RangeError('clock: expected seconds since 1970');
}
