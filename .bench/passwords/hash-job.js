import { pbkdf2Sync, scryptSync } from 'node:crypto';
import { hashRawSync } from '@node-rs/argon2';
import { verifySync } from '@node-rs/bcrypt';
import { encodeUtf8 } from '../bytes.js';
import { runCryptJob } from './crypt-job.js';
/**
 * The hash: a tag or, of crypt(3), the checksum's text. bcrypt's library compares by itself and answers
 * no hash: here one byte, 1 if it is the password. Holds the thread until it is done.
 */
export function runHashJob(job) {
    switch (job.kind) {
        case 'argon2':
            return hashRawSync(job.password, job.options);
        case 'bcrypt':
            return Uint8Array.of(verifySync(job.password, job.stored) ? 1 : 0);
        case 'pbkdf2':
            return pbkdf2Sync(job.password, job.salt, job.iterations, job.length, job.digest);
        case 'scrypt':
            return scryptSync(job.password, job.salt, job.length, job.options);
        case 'crypt':
        default:
            return encodeUtf8(runCryptJob(job));
    }
}
