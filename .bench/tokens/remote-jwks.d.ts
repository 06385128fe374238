import type { Clock } from '../clock.ts';
import type { JwsAlgorithm, Key, KeyResolver } from '../keys/index.ts';
export interface RemoteJwksOptions {
    readonly clock: Clock;
    readonly fetch: typeof fetch;
    /** Plain http to other machines too. */
    readonly allowInsecure: boolean;
    /** For keys that do not say their own. */
    readonly algorithms: readonly JwsAlgorithm[] | undefined;
    readonly onError: (error: unknown) => void;
}
/**
 * The JWK Set at an address, fetched when it is first needed and kept current. From half its
 * max-age on it is fetched again beside what it serves; beyond its max-age, before. While the address
 * does not answer well, the last good set serves on until it is `jwksMaxStale` old.
 */
export declare class RemoteJwks implements KeyResolver {
    #private;
    constructor(url: string | URL, options: RemoteJwksOptions);
    verificationKey(kid: string): Key | undefined;
    /** Whether what is here may be used without asking. */
    isCurrent(): boolean;
    /** Whether asking again makes sense: a flood of unknown key ids must not become a flood of fetches. */
    mayAsk(): boolean;
    /** Fetches beside the caller when the set is halfway to its max-age. */
    refreshAhead(): void;
    /**
     * Fetches the set, unless that was tried just now; callers share one fetch.
     *
     * @throws {AuthError} `keys_unavailable` when there is no set that may be used.
     */
    refresh(): Promise<void>;
}
