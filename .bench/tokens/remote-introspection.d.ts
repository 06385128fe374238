export interface RemoteIntrospectionOptions {
    readonly url: URL;
    readonly credential: string;
    readonly fetch: typeof fetch;
}
/** Asks the issuer about tokens, RFC 7662; about each once at a time, and about so many at once. */
export declare class RemoteIntrospection {
    #private;
    constructor(options: RemoteIntrospectionOptions);
    /** @throws {AuthError} `revocations_stale` when the issuer does not say. */
    isActive(token: string): Promise<boolean>;
}
