/**
 * A Python float that would look like an int: `new PythonFloat(1)` is written `1.0`. Every other number
 * needs no such help: `1.5`, `1e-07` and `-0` can only be floats.
 */
export class PythonFloat {
    value;
    /** @throws {TypeError} when it is not a number. */
    constructor(value) {
        if (typeof value !== 'number')
            throw new TypeError('expected a number');
        this.value = value;
    }
    valueOf() {
        return this.value;
    }
}
/** As Python's `repr` and `json` print a float: the shortest digits that read back as the same number. */
export function reprFloat(value) {
    // Between these two JavaScript prints no exponent either.
    const isPlain = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e16;
    if (isPlain)
        return Number.isInteger(value) ? `${value}.0` : String(value);
    if (Number.isNaN(value))
        return 'NaN';
    if (!Number.isFinite(value))
        return value > 0 ? 'Infinity' : '-Infinity';
    if (value === 0)
        return Object.is(value, -0) ? '-0.0' : '0.0';
    const [mantissa = '', power = ''] = value.toExponential().split('e');
    const exponent = Number(power);
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
}
/** As Python prints a number that JavaScript calls one: whole numbers as an int. */
export const reprNumber = (value) => Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : reprFloat(value);
