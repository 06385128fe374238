import type { Account, AccountRecord, FlaskIdentity } from '../accounts/index.ts';
import type { NumericDate } from '../clock.ts';
import type { KeyRecord } from '../keys/index.ts';
import type { Session, SessionEnd } from '../sessions/index.ts';
import type { Revocation } from '../tokens/index.ts';
import type { VerifierRecord } from '../verifiers/index.ts';
/**
 * Everything a memory store holds. Records are frozen and replaced, never changed, so that one may
 * be handed out as it is. No method awaits, so that each is one atomic step.
 */
export interface MemoryState {
    /** Raised by every write. */
    version: number;
    readonly accounts: Map<string, AccountRecord>;
    /** Username key → account id. */
    readonly usernames: Map<string, string>;
    /** E-mail key → account id. */
    readonly emails: Map<string, string>;
    /** By account id. */
    readonly flaskIdentities: Map<string, FlaskIdentity>;
    readonly sessions: Map<string, Session>;
    /** Account id → ids of its sessions that have not ended. */
    readonly openSessions: Map<string, Set<string>>;
    /** By kid. */
    readonly keys: Map<string, KeyRecord>;
    /** By sequence number, which is also the order of insertion. */
    readonly revocations: Map<number, Revocation>;
    lastSequence: number;
    /** Budget key → theoretical arrival time. */
    readonly budgets: Map<string, NumericDate>;
    /** By id. */
    readonly verifiers: Map<string, VerifierRecord>;
}
export declare const createMemoryState: () => MemoryState;
/** The account without what its password is checked against. */
export declare const accountOf: (record: AccountRecord) => Account;
export declare const isLive: (session: Session, now: NumericDate) => boolean;
/** The sessions of an account that have not ended, expired or not. */
export declare function openSessionsOf(state: MemoryState, accountId: string): Session[];
export declare function addRevocation(state: MemoryState, revocation: Omit<Revocation, 'sequence'>): Revocation;
/** Ends these sessions and writes the revocation of each. */
export declare function endSessions(state: MemoryState, sessions: readonly Session[], end: SessionEnd): Revocation[];
/** Counts the session among its account's open ones, unless it has ended. */
export declare function openSession(state: MemoryState, session: Session): void;
/** Takes the session out of its account's open ones. */
export declare function closeSession(state: MemoryState, session: Session): void;
