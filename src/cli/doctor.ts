import { examine, settingKeys, type Finding } from '../server/index.ts'
import type { Command } from './command.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'look at files, database, clock, keys, machine and settings, and say what to do',
  settings: settingKeys,
  examples: ['doctor --data /var/lib/latchkey --issuer https://auth.example.com', 'doctor --json'],
  run: async ({ config, terminal }) => {
    const findings = await examine(config)
    if (terminal.json) for (const finding of findings) terminal.say('', finding)
    else for (const finding of findings) terminal.say(lineOf(finding), {})
    const failed = findings.filter(({ status }) => status === 'fail').length
    if (failed > 0) throw new Error(`${failed} of ${findings.length} checks failed`)
  },
}

const lineOf = ({ status, check, found, advice }: Finding): string =>
  `${status.padEnd(4)}  ${check}: ${found}${advice === undefined ? '' : `. ${advice}`}`
