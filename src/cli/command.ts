import type { Config, ReadConfig } from '../server/index.ts'
import type { Terminal } from './terminal.ts'

/** A flag of one command. */
export interface CommandOption {
  /** As commander writes it: `--email <address>`, `--role <role...>`, `--yes`. */
  readonly flag: string
  readonly help: string
  /** Whether it may be there more than once, each time with one value. */
  readonly repeated?: true
}

/** What a command was called with. */
export interface Call extends ReadConfig {
  readonly terminal: Terminal
  readonly argument: string | undefined
  /** The value of a flag, by its name without dashes. */
  readonly text: (name: string) => string | undefined
  /** The values of a flag that may be repeated. */
  readonly list: (name: string) => readonly string[]
  /** Whether a switch is there. */
  readonly has: (name: string) => boolean
}

/** One entry of the table of commands. */
export interface Command {
  /** With its group: `account add`. */
  readonly name: string
  readonly summary: string
  /** As commander writes it: `<account>`. */
  readonly argument?: string
  /** The server's settings it takes as flags; all are read from the environment anyway. */
  readonly settings: readonly (keyof Config)[]
  readonly options?: readonly CommandOption[]
  /** What stands after `latchkey`. */
  readonly examples: readonly string[]
  readonly run: (call: Call) => Promise<void>
}

/** The settings that say which database a command works on. */
export const databaseSettings: readonly (keyof Config)[] = ['data', 'databaseUrl', 'secretFile']
