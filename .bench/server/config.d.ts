import { type Config } from './settings.ts';
/** A setting that cannot be used; the message names the flag or the variable, never its value. */
export declare class ConfigError extends Error {
    readonly name: string;
}
/** Where a value came from. */
export type ConfigSource = 'flag' | 'environment' | 'default';
/** Flags by the key of their setting; a switch is `true`. */
export type Flags = {
    readonly [Key in keyof Config]?: string | boolean | undefined;
};
export type Environment = Readonly<Record<string, string | undefined>>;
/** What is in force and, for `latchkey config check`, who said so. */
export interface ReadConfig {
    readonly config: Config;
    readonly sources: Readonly<Record<keyof Config, ConfigSource>>;
}
/** `secretFile` is `--secret-file`. */
export declare const flagOf: (key: keyof Config) => string;
/** `secretFile` is `LATCHKEY_SECRET_FILE`. */
export declare const variableOf: (key: keyof Config) => string;
/** The keys of the table, in its order. */
export declare const settingKeys: readonly (keyof Config)[];
/**
 * Every setting: the flag, or else the variable, or else the default.
 *
 * @throws {ConfigError} for a value that does not fit, and for a `LATCHKEY_…` variable that is none of ours:
 *   a mistyped name would leave a protection at its default in silence.
 */
export declare function readConfig(flags: Flags, environment: Environment): ReadConfig;
/** What the operator switched on that weakens a promise. */
export declare const weakenings: (config: Config) => readonly {
    setting: string;
    effect: string;
}[];
