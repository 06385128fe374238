/** A request that is refused before anybody looks at what it asks for. */
export declare class ProtocolError extends Error {
    readonly status: number;
    constructor(status: number, detail: string);
}
/** The parts of an incoming message that are as the client sent them. */
export interface RawRequest {
    readonly method?: string | undefined;
    readonly url?: string | undefined;
    /** Names and values in turn, duplicates and all. */
    readonly rawHeaders: readonly string[];
}
/** Methods that an endpoint may have; there is none with any other. */
export declare const methods: ReadonlySet<string>;
/** What a 405 of ours says is allowed, RFC 9110 §15.5.6. */
export declare const allowedMethods: string;
/**
 * The path and query that a request asks for.
 *
 * @throws {ProtocolError} for whatever two parsers on the way could read differently.
 */
export declare function readTarget({ method, url, rawHeaders }: RawRequest): string;
