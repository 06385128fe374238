import type { BudgetStore } from '../accounts/index.ts';
import type { Clock, NumericDate } from '../clock.ts';
import type { VerifierStore } from './verifier-store.ts';
/** Another service that may listen to revocations and ask about tokens. */
export interface RegisteredVerifier {
    readonly id: string;
    readonly name: string;
    readonly createdAt: NumericDate;
}
/** The only time that its credential is seen. */
export interface NewVerifier extends RegisteredVerifier {
    readonly credential: string;
}
/** The services that verify what this one issues. */
export interface Verifiers {
    /**
     * Registers one. @throws {AuthError} `verifier_exists`.
     * @throws {RangeError} for a name that is not 1 to 64 of `A-Z a-z 0-9 . _ -`, and for one more than 1,000.
     */
    add(name: string): Promise<NewVerifier>;
    list(): Promise<readonly RegisteredVerifier[]>;
    /** Its credential is refused from now on, and what it listens to ends within seconds. `false`: there was none. */
    remove(name: string): Promise<boolean>;
    /**
     * Whose credential it is. Wrong ones are counted per network; a right one is never kept waiting by them.
     * @throws {AuthError} `verifier_unknown`, `rate_limited`.
     */
    authenticate(credential: string, context: {
        readonly network: string;
    }): Promise<RegisteredVerifier>;
}
export interface VerifiersOptions {
    readonly store: VerifierStore & BudgetStore;
    readonly clock: Clock;
    /** Keys the hashes of networks. */
    readonly limitsSecret: Uint8Array;
}
export declare const createVerifiers: (options: VerifiersOptions) => Verifiers;
