export declare const integer: (min: number, max: number) => (text: string) => number;
export declare const matching: (pattern: RegExp, expected: string) => (text: string) => string;
export declare const oneOf: <Value extends string>(values: readonly Value[]) => (text: string) => Value;
/** Seconds, from one up to `max`. */
export declare const lifetime: (max: number) => (text: string) => number;
/** Some of `values`, none of them twice. */
export declare const someOf: <Value extends string>(values: readonly Value[]) => (text: string) => readonly Value[];
export declare function truth(text: string): boolean;
export declare function networks(text: string): readonly string[];
/** RFC 8414 §2: a URL without query and fragment, over TLS; on this machine TLS is not needed. */
export declare function issuer(text: string): string;
/** Exact origins, as browsers send them. */
export declare function origins(text: string): readonly string[];
