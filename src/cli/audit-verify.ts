import type { Audit } from '../audit/index.ts'
import type { Auth } from '../auth/index.ts'
import { databaseSettings, type Command } from './command.ts'
import { withAuth } from './database.ts'
import { Refused } from './failures.ts'

export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'find out whether a record was changed, removed, added or moved since',
  settings: databaseSettings,
  options: [
    {
      flag: '--head <head>',
      help: 'what an earlier run printed, kept elsewhere: nothing was cut off',
    },
  ],
  examples: ['audit verify', 'audit verify --head "$(cat head.txt)"'],
  run: ({ config, terminal, text }) =>
    withAuth(config, async (auth) => {
      const verified = await requireAudit(auth).verify(text('head'))
      const { sealed, unsealed, head } = verified
      terminal.say(
        `${sealed} records are as they were, and ${unsealed} are not sealed yet.`,
        verified,
      )
      if (!terminal.json && head !== undefined) terminal.say(head, {})
    }),
}

/** @throws {Refused} where the store records nothing. */
export function requireAudit({ audit }: Auth): Audit {
  if (audit) return audit
  throw new Refused('this database keeps no audit')
}
