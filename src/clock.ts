/** Seconds since 1970-01-01T00:00:00Z, as in RFC 7519 §2. */
export type NumericDate = number

/** Tells the time, in seconds; fractions are allowed. Everything that needs the time takes one. */
export type Clock = () => NumericDate

/** The wall clock of this process. */
export const systemClock: Clock = () => Date.now() / 1000

/** A span of time: seconds, or a number with a unit, such as `'10m'` or `'30d'`. */
export type Duration = number | `${number}${'s' | 'm' | 'h' | 'd'}`

const secondsIn = { s: 1, m: 60, h: 3_600, d: 86_400 } as const

/**
 * The span in seconds.
 *
 * @throws {RangeError} when it is not a finite number ≥ 0, naming the option it came from.
 */
export function seconds(duration: Duration, option: string): number {
  const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(String(duration))
  const value = match
    ? Number(match[1]) * secondsIn[match[2] as keyof typeof secondsIn] // the pattern allows these four only
    : duration
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new RangeError(
      `${option}: expected seconds, or a number with s, m, h or d, such as '10m'`,
    )
  }
  return value
}
