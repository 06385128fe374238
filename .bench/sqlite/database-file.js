import { accessSync, closeSync, constants, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
/**
 * Makes sure that there is a database file to open, making an empty one (mode 0600) only where there
 * was none. SQLite itself would rather make or reuse a file than complain.
 *
 * @throws {Error} saying what is wrong with it.
 */
export function prepareFile(file) {
    const directory = dirname(file);
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
        throw new Error(`the directory of the database does not exist: ${directory}`);
    }
    const found = statSync(file, { throwIfNoEntry: false });
    const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
    if ((found?.size ?? 0) === 0 && (log?.size ?? 0) > 0) {
        throw new Error(`the database is gone but its write-ahead log is not: restore ${file}, or move ${file}-wal away`);
    }
    if (!found)
        createFile(file, directory);
    checkFile(file);
}
/** Identifies the file behind a path, so that a replaced one is noticed; `undefined` when it is gone. */
export function fileIdentity(file) {
    const found = statSync(file, { throwIfNoEntry: false, bigint: true });
    return found && `${found.dev}:${found.ino}`;
}
/** Makes the names in a directory as durable as the files' content. */
export function syncDirectory(directory) {
    // Windows cannot open a directory, and keeps its names in a journal.
    if (process.platform === 'win32')
        return;
    const descriptor = openSync(directory, 'r');
    try {
        fsyncSync(descriptor);
    }
    finally {
        closeSync(descriptor);
    }
}
function createFile(file, directory) {
    try {
        closeSync(openSync(file, 'wx', 0o600));
    }
    catch (error) {
        // Another process was faster, or it is a link that leads nowhere: checkFile() will tell.
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
            return;
        throw new Error(`the database cannot be created: ${file}`, { cause: error });
    }
    syncDirectory(directory);
}
// Asks without opening: closing a descriptor of the file would release the locks that SQLite holds
// on it for another store of this process (a rule of POSIX).
function checkFile(file) {
    const unusable = `the database cannot be opened for writing: ${file}`;
    if (!statSync(file, { throwIfNoEntry: false })?.isFile())
        throw new Error(unusable);
    try {
        // SQLite would fall back to reading only, and fail at the first sign-in.
        accessSync(file, constants.R_OK | constants.W_OK);
    }
    catch (error) {
        throw new Error(unusable, { cause: error });
    }
}
