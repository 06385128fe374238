import { flagOf, readFlaskSecuritySaltFile, readSecretFile } from '../server/index.ts'
import { readSecretKeyFile, settingKeys, variableOf, weakenings } from '../server/index.ts'
import type { Command } from './command.ts'

export const configCheck: Command = {
  name: 'config check',
  summary: 'check flags and environment as serve would, and show what is in force',
  settings: settingKeys,
  examples: ['config check', 'config check --trust-proxy loopback --json'],
  run: async ({ config, sources, terminal }) => {
    if (config.secretFile !== undefined) await readSecretFile(config.secretFile)
    const { flaskSecuritySaltFile: saltFile, flaskSecretKeyFile: keyFile } = config
    if (saltFile !== undefined) await readFlaskSecuritySaltFile(saltFile)
    if (keyFile !== undefined) await readSecretKeyFile(keyFile)
    const rows = settingKeys.map((key) => ({
      setting: flagOf(key),
      variable: variableOf(key),
      value: config[key],
      source: sources[key],
    }))
    terminal.table(rows, ['setting', 'value', 'source', 'variable'])
    for (const { setting, effect } of weakenings(config)) terminal.warn(`${setting}: ${effect}`)
  },
}
