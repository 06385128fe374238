/** The database of a data directory. */
export declare const databaseFile: (directory: string) => string;
/**
 * Makes the directory (0700) where there is none.
 *
 * @throws {ConfigError} when it is something else, when its database is gone, or when everybody may
 *   write to it: whoever can put a file there before us chooses our secret.
 */
export declare function makeDataDirectory(directory: string): Promise<void>;
