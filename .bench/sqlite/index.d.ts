import type { Store } from '../storage/index.ts';
export interface SqliteOptions {
    /**
     * `'full'` (default): what was acknowledged survives the loss of power. `'normal'`: it survives the
     * death of the process, and the loss of power may take the last seconds of it.
     */
    readonly durability?: 'full' | 'normal';
    /**
     * Called once when the disk failed in a way after which nothing more can be trusted to be written,
     * such as a failed fsync. All writes are refused from then on and the process has to be restarted.
     * Default: throws outside of any request, which ends the process unless something catches it there.
     */
    readonly onFatal?: (error: Error) => void;
}
/**
 * A store in one SQLite file, which `migrate()` creates (mode 0600) where there is none. The master
 * secret lies beside it, in `<file>.secret`.
 *
 * `migrate()` rejects with an error that says what is wrong when the directory is missing, the file
 * is damaged, another program's, not writable, or of a release too new for this one.
 *
 * @throws {TypeError} when `file` names no file, as `':memory:'`: use `memory()` for that.
 * @example
 * const auth = await createAuth({ issuer, audience, store: sqlite('auth.db') })
 */
export declare function sqlite(file: string, options?: SqliteOptions): Store;
