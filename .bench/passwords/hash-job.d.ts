import { type ScryptOptions } from 'node:crypto';
import { hashRawSync } from '@node-rs/argon2';
import { type CryptJob } from './crypt-job.ts';
interface Argon2Job {
    readonly kind: 'argon2';
    readonly password: Uint8Array;
    readonly options: NonNullable<Parameters<typeof hashRawSync>[1]>;
}
interface BcryptJob {
    readonly kind: 'bcrypt';
    readonly password: Uint8Array;
    readonly stored: string;
}
interface Pbkdf2Job {
    readonly kind: 'pbkdf2';
    readonly password: Uint8Array;
    readonly salt: Uint8Array;
    readonly iterations: number;
    readonly length: number;
    readonly digest: string;
}
interface ScryptJob {
    readonly kind: 'scrypt';
    readonly password: Uint8Array;
    readonly salt: Uint8Array;
    readonly length: number;
    readonly options: ScryptOptions;
}
/** What one hash is made of, for the function that computes it. */
export type HashJob = Argon2Job | BcryptJob | Pbkdf2Job | ScryptJob | CryptJob;
/**
 * The hash: a tag or, of crypt(3), the checksum's text. bcrypt's library compares by itself and answers
 * no hash: here one byte, 1 if it is the password. Holds the thread until it is done.
 */
export declare function runHashJob(job: HashJob): Uint8Array;
export {};
