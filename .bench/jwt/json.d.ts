/**
 * The value of a JSON text that every parser would read the same way (RFC 8259 §4, RFC 8725 §2.4).
 * Refused, beside what is not JSON: a member name twice in an object, also when one of them is spelled
 * with escapes; nesting deeper than 32; a lone surrogate. `__proto__` is a member like any other and
 * never a prototype. The value is frozen throughout. Takes linear time; the caller limits the size.
 *
 * @throws {AuthError} `invalid_request`; the message quotes nothing of the text.
 * @example
 * const body = parseJson(await request.text())
 */
export declare function parseJson(text: string): unknown;
/** The same, or `undefined`, which no JSON text means. */
export declare function readJson(text: string): unknown;
