import type { AccessTokenDefinition } from '../tokens/index.ts';
/** The claims of the original's example. */
export interface TwopiClaims {
    /** The refresh token; here the session. */
    readonly rfid: string;
    readonly user_id: string;
    readonly scopes: readonly string[];
}
/** The original's `ShortlivedToken`: its claims, made of a session as `from_refresh_token` did of a refresh token. */
export declare const twopiAccessToken: AccessTokenDefinition<TwopiClaims>;
