import type { Clock } from '../clock.ts';
import type { Revocation } from '../revocation.ts';
import type { SessionSnapshot } from './session.ts';
import type { SessionStore } from './session-store.ts';
export interface RenewalRequest {
    readonly sessionId: string;
    readonly generation: number;
    readonly renewalId: string | undefined;
    readonly clock: Clock;
    readonly retryWindow: number;
    readonly rotation: 'always' | 'never';
    readonly revocationLifetime: number;
    readonly onLostWrites: (sessionId: string) => void;
}
export interface Renewal {
    readonly snapshot: SessionSnapshot;
    /** Nothing was written: the successor had been handed out before. */
    readonly repeated: boolean;
    /** Set when the token was in two hands: the session is over. */
    readonly ended?: Revocation;
}
/**
 * One renewal: a guarded UPDATE on the happy path. Where it touches nothing, the row is read and judged,
 * and what follows is guarded by what was read, so that no decision is ever taken on an old reading.
 */
export declare function renewSession(store: SessionStore, request: RenewalRequest): Promise<Renewal>;
