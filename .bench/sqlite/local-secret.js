import { closeSync, constants, fstatSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync, } from 'node:fs';
import { dirname } from 'node:path';
import { minSecretBytes } from '../defaults.js';
import { randomId, randomSecret } from '../random.js';
import { syncDirectory } from './database-file.js';
/**
 * The master secret in `file`, made at the first call: 256 random bits, mode 0600.
 *
 * @throws {Error} when the file could have been read or written by someone else, or holds no secret.
 */
export function localSecret(file) {
    return readSecret(file) ?? createSecret(file);
}
// A link could lead to what others read or wrote; a pipe would block for ever.
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
function readSecret(file) {
    let descriptor;
    try {
        descriptor = openSync(file, openFlags);
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
            return undefined;
        throw new Error(`the secret cannot be read, or is a symbolic link: ${file}`, { cause: error });
    }
    try {
        const found = fstatSync(descriptor);
        if (!found.isFile())
            throw new Error(`the secret is not a file: ${file}`);
        // Windows has neither owners nor modes that would say anything.
        if (process.getuid && found.uid !== process.getuid()) {
            throw new Error(`the secret belongs to another user: ${file}`);
        }
        if (process.getuid && (found.mode & 0o077) !== 0) {
            throw new Error(`the secret is open to other users: run chmod 600 ${file}`);
        }
        const secret = readFileSync(descriptor, 'utf8').trim();
        if (Buffer.byteLength(secret) < minSecretBytes) {
            throw new Error(`the secret is empty or too short: restore ${file} from its backup`);
        }
        return secret;
    }
    finally {
        closeSync(descriptor);
    }
}
function createSecret(file) {
    const secret = randomSecret();
    // Written aside and linked into place: whoever is first wins, and no crash leaves half a secret.
    const draft = `${file}.${randomId()}`;
    const descriptor = openSync(draft, 'wx', 0o600);
    try {
        writeSync(descriptor, `${secret}\n`);
        fsyncSync(descriptor);
    }
    finally {
        closeSync(descriptor);
    }
    try {
        linkSync(draft, file);
    }
    catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
            throw error;
    }
    finally {
        unlinkSync(draft);
    }
    syncDirectory(dirname(file));
    const stored = readSecret(file);
    if (stored === undefined)
        throw new Error(`the secret vanished while it was made: ${file}`);
    return stored;
}
