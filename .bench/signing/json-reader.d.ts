/** How JSON is read. */
export interface JsonReadOptions {
    /**
     * Whether everything is read that Python reads: `NaN` and `Infinity`, a name twice (the last one
     * counts), lone surrogates, and nesting down to about a thousand levels. Default: false.
     */
    readonly compat?: boolean;
    /**
     * Whether nothing is lost: objects are `Map`s, which keep the order of names like `"10"`, and `1.0` is a
     * {@link PythonFloat}. Default: false. Integers beyond 2⁵³ are always `bigint`s.
     */
    readonly lossless?: boolean;
}
/**
 * The value of a JSON text, by Python's grammar. Takes linear time; the caller limits the size.
 *
 * @throws {BadPayload} `payload_malformed`; the message quotes nothing of the text.
 */
export declare function readJson(text: string, options?: JsonReadOptions): unknown;
