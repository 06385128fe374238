/**
 * Makes sure that there is a database file to open, making an empty one (mode 0600) only where there
 * was none. SQLite itself would rather make or reuse a file than complain.
 *
 * @throws {Error} saying what is wrong with it.
 */
export declare function prepareFile(file: string): void;
/** Identifies the file behind a path, so that a replaced one is noticed; `undefined` when it is gone. */
export declare function fileIdentity(file: string): string | undefined;
/** Makes the names in a directory as durable as the files' content. */
export declare function syncDirectory(directory: string): void;
