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

/** As Python's `repr` and `json` print a float: the shortest digits that read back as the same number. */
export function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (Object.is(value, -0)) return '-0.0'
  const [mantissa = '', power = ''] = value.toExponential().split('e')
  const exponent = Number(power)
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0')
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`
  }
  // Between those two JavaScript prints no exponent either.
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** As Python prints a number that JavaScript calls one: whole numbers as an int. */
export const reprNumber = (value: number): string =>
  Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : reprFloat(value)
