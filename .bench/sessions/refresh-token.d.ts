import type { MasterSecret } from '../keys/index.ts';
/** What a refresh token says, once its MAC is proven. */
export interface RefreshTokenContent {
    readonly sessionId: string;
    /** 0 at sign-in, one more with every rotation. */
    readonly generation: number;
}
/** Whether the text has the form and the checksum of a refresh token; says nothing about its MAC. */
export declare function isRefreshToken(text: string): boolean;
/** The refresh token of one generation of a session: always the same text under the same secret. */
export declare function formatRefreshToken(content: RefreshTokenContent, secret: MasterSecret): string;
/**
 * The content of a refresh token that we made.
 *
 * @throws {AuthError} `refresh_token_malformed` when the form or the checksum is wrong,
 *   `refresh_token_forged` when no secret of ours made it.
 */
export declare function parseRefreshToken(token: string, secret: MasterSecret): RefreshTokenContent;
