import type { Config } from './setting.ts'
import { settings } from './settings.ts'

/** A setting that cannot be used; the message names the flag or the variable, never its value. */
export class ConfigError extends Error {
  override readonly name: string = 'ConfigError'
}

/** Where a value came from. */
export type ConfigSource = 'flag' | 'environment' | 'default'

/** Flags by the key of their setting; a switch is `true`. */
export type Flags = { readonly [Key in keyof Config]?: string | boolean | undefined }
export type Environment = Readonly<Record<string, string | undefined>>

/** What is in force and, for `latchkey config check`, who said so. */
export interface ReadConfig {
  readonly config: Config
  readonly sources: Readonly<Record<keyof Config, ConfigSource>>
}

const words = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter}`)

/** `secretFile` is `--secret-file`. */
export const flagOf = (key: keyof Config): string => `--${words(key).toLowerCase()}`
/** `secretFile` is `LATCHKEY_SECRET_FILE`. */
export const variableOf = (key: keyof Config): string =>
  `LATCHKEY_${words(key).replaceAll('-', '_').toUpperCase()}`

/** The keys of the table, in its order. */
export const settingKeys: readonly (keyof Config)[] = Object.keys(settings) as (keyof Config)[] // the type of the table has no others

/**
 * Every setting: the flag, or else the variable, or else the default.
 *
 * @throws {ConfigError} for a value that does not fit, and for a `LATCHKEY_…` variable that is none of ours:
 *   a mistyped name would leave a protection at its default in silence.
 */
export function readConfig(flags: Flags, environment: Environment): ReadConfig {
  const known = new Set(settingKeys.map(variableOf))
  for (const name of Object.keys(environment)) {
    if (name.startsWith('LATCHKEY_') && !known.has(name)) {
      throw new ConfigError(`${name}: there is no such setting; latchkey serve --help lists them`)
    }
  }
  const rows = settingKeys.map((key) => ({ key, ...readSetting(key, flags, environment) }))
  return {
    config: Object.fromEntries(rows.map(({ key, value }) => [key, value])) as unknown as Config, // each by its own parse
    sources: Object.fromEntries(
      rows.map(({ key, source }) => [key, source]),
    ) as ReadConfig['sources'],
  }
}

function readSetting(
  key: keyof Config,
  flags: Flags,
  environment: Environment,
): { readonly value: unknown; readonly source: ConfigSource } {
  const flag = flags[key]
  if (flag !== undefined) {
    const text = flag === true ? 'on' : String(flag)
    return { value: parse(key, text, flagOf(key)), source: 'flag' }
  }
  const variable = environment[variableOf(key)]
  if (variable !== undefined) {
    return { value: parse(key, variable, variableOf(key)), source: 'environment' }
  }
  const { default: text } = settings[key]
  return { value: text === undefined ? undefined : parse(key, text, key), source: 'default' }
}

function parse(key: keyof Config, text: string, name: string): unknown {
  try {
    return settings[key].parse(text)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ConfigError(`${name}: ${error.message}`)
  }
}

/** What the operator switched on that weakens a promise. */
export const weakenings = (config: Config): readonly { setting: string; effect: string }[] =>
  settingKeys.flatMap((key) => {
    const { weakens, default: text, parse: read } = settings[key]
    if (weakens === undefined || text === undefined) return []
    const changed = JSON.stringify(config[key]) !== JSON.stringify(read(text))
    return changed ? [{ setting: flagOf(key), effect: weakens }] : []
  })
