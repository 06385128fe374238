import type { Command } from './command.ts';
/** Every command, in the order of the help. A new one is a file of its own and a line here. */
export declare const commands: readonly Command[];
/** The nouns that commands are grouped by. */
export declare const groups: Readonly<Record<string, string>>;
