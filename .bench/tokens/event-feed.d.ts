import type { Clock, NumericDate } from '../clock.ts';
import type { RevocableClaims, RevocationView } from './revocation.ts';
export interface EventFeedOptions {
    /** Where the issuer answers: https, or this machine. `/api/v1/revocations` and `/oauth/introspect` are below it. */
    readonly url: string | URL;
    /** What `latchkey verifier add` printed. */
    readonly credential: string;
    /** Whether `url` may be plain http to another machine: whoever is on the way reads the credential and can hide revocations. Default: no. */
    readonly allowInsecureUrl?: boolean;
    /** Whether `url` may be a number of a private network, `10.0.0.5` say. Default: no. */
    readonly allowPrivateAddress?: boolean;
    /** Revocations known at most; what happens beyond is said at `createRevocationSet`. Default: 1,000,000. */
    readonly limit?: number;
    /** Default: the wall clock. */
    readonly clock?: Clock;
    /** Default: the global `fetch`. */
    readonly fetch?: typeof fetch;
    /** Told why a connection ended that should not have. Default: nothing. */
    readonly onError?: (error: unknown) => void;
}
/** The revocations of an issuer in another service, kept current. */
export interface EventFeed extends RevocationView {
    /** Fulfilled when the first connection has brought all revocations, or failed. */
    refresh(): Promise<void>;
    /** Whether the issuer itself holds the token for good. @throws {AuthError} `revocations_stale`. */
    introspect(token: string): Promise<boolean>;
    /** Ends the connection: the view grows old. */
    close(): void;
}
/**
 * Listens to the revocations of an issuer from now on, and connects anew whenever that breaks off,
 * without missing any. Give it to one verifier or to several, and `close` it when they are done.
 *
 * How old its view is, is counted from when the issuer made it: what waits on the way makes it old.
 *
 * @throws {TypeError} for an address or a credential that cannot be.
 * @example
 * const feed = eventFeed({ url: 'https://auth.example.com', credential })
 * const verifier = createVerifier({ issuer, audience, jwksUri, feed })
 */
export declare const eventFeed: (options: EventFeedOptions) => EventFeed;
/** Runs something after so many seconds; call the result to take it back. */
export type Timers = (seconds: number, run: () => void) => () => void;
export declare class RemoteFeed implements EventFeed {
    #private;
    constructor(options: EventFeedOptions, after: Timers);
    get viewedAt(): NumericDate;
    get version(): number;
    revokes(claims: RevocableClaims): boolean;
    refresh(): Promise<void>;
    introspect(token: string): Promise<boolean>;
    close(): void;
}
