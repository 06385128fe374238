export interface CorsOptions {
    /** Origins whose pages may read answers, to the letter; `*` for all of them. */
    readonly origins: readonly string[];
    /** Whether a browser may add its cookies. Default: `false`. */
    readonly credentials?: boolean;
}
/** Which other origins' pages may read our answers (the Fetch standard's CORS protocol). */
export interface Cors {
    /** The listed origins, without `*`. */
    readonly origins: ReadonlySet<string>;
    /** Adds what lets the page of `origin` read the answer; nothing for an origin that is not listed. */
    allow(headers: Headers, origin: string | null): boolean;
    /** The same for a preflight. */
    allowPreflight(headers: Headers, origin: string | null, methods: string): void;
}
/** @throws {TypeError} for `*` together with credentials, or something that is not an origin. */
export declare function createCors(options?: CorsOptions): Cors;
