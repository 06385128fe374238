/** The wall clock of this process. */
export const systemClock = () => Date.now() / 1000;
const secondsIn = { s: 1, m: 60, h: 3_600, d: 86_400 };
/**
 * The span in seconds.
 *
 * @throws {RangeError} when it is not a finite number ≥ 0, naming the option it came from.
 */
export function seconds(duration, option) {
    const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(String(duration));
    const value = match
        ? Number(match[1]) * secondsIn[match[2]] // the pattern allows these four only
        : duration;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
        throw new RangeError(`${option}: expected seconds, or a number with s, m, h or d, such as '10m'`);
    }
    return value;
}
