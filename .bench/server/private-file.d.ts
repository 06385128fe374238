/**
 * The bytes of a file that only its owner may read; `name` says in errors which file it is.
 *
 * @throws {ConfigError} for a symbolic link, an empty file, another user's, or one that others can read (K09).
 */
export declare function readPrivateBytes(file: string, name: string): Promise<Uint8Array>;
/** The same as text. @throws {ConfigError} */
export declare const readPrivateFile: (file: string, name: string) => Promise<string>;
/** The salt of a Flask-Security application: the whole text but for the line's end that editors add. */
export declare function readFlaskSecuritySaltFile(file: string): Promise<string>;
/** Secrets, one a line, oldest first; `name` says in errors which file it is. */
export declare function readSecretFile(file: string, name?: string): Promise<readonly string[]>;
