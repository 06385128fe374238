/**
 * A Python float that would look like an int: `new PythonFloat(1)` is written `1.0`. Every other number
 * needs no such help: `1.5`, `1e-07` and `-0` can only be floats.
 */
export class PythonFloat {
  readonly value: number

  /** @throws {TypeError} when it is not a number. */
  constructor(value: number) {
    if (typeof value !== 'number') throw new TypeError('expected a number')
    this.value = value
  }

  valueOf(): number {
    return this.value
  }
}

/** As Python's `json` prints a float: the shortest digits that read back as the same number. */
export function reprFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size >= 1e16 || (size < 1e-4 && size > 0)) {
    // Python's exponents have two digits at least.
    return value.toExponential().replace(/(?<=[-+])\d$/, '0$&')
  }
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** As Python prints a number that JavaScript calls one: whole numbers as an int. */
export const reprNumber = (value: number): string =>
  Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : reprFloat(value)
