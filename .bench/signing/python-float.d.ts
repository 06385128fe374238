/**
 * A Python float that would look like an int: `new PythonFloat(1)` is written `1.0`. Every other number
 * needs no such help: `1.5`, `1e-07` and `-0` can only be floats.
 */
export declare class PythonFloat {
    readonly value: number;
    /** @throws {TypeError} when it is not a number. */
    constructor(value: number);
    valueOf(): number;
}
/** As Python's `repr` and `json` print a float: the shortest digits that read back as the same number. */
export declare function reprFloat(value: number): string;
/** As Python prints a number that JavaScript calls one: whole numbers as an int. */
export declare const reprNumber: (value: number) => string;
