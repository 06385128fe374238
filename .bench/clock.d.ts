/** Seconds since 1970-01-01T00:00:00Z, as in RFC 7519 §2. */
export type NumericDate = number;
/** Tells the time, in seconds; fractions are allowed. Everything that needs the time takes one. */
export type Clock = () => NumericDate;
/** The wall clock of this process. */
export declare const systemClock: Clock;
/** A span of time: seconds, or a number with a unit, such as `'10m'` or `'30d'`. */
export type Duration = number | `${number}${'s' | 'm' | 'h' | 'd'}`;
/**
 * The span in seconds.
 *
 * @throws {RangeError} when it is not a finite number ≥ 0, naming the option it came from.
 */
export declare function seconds(duration: Duration, option: string): number;
