import { databaseSettings, type Command } from './command.ts'
import { withAuth } from './database.ts'
import { Refused } from './failures.ts'

export const clientRemove: Command = {
  name: 'client remove',
  summary: 'refuse the secret, the sessions and the tokens of a client from now on',
  argument: '<name>',
  settings: databaseSettings,
  options: [{ flag: '--yes', help: 'do not ask' }],
  examples: ['client remove billing --yes'],
  run: ({ config, terminal, argument = '', has }) =>
    withAuth(config, async ({ clients }) => {
      await terminal.confirm(`Remove ${argument}? Its sessions and tokens end.`, {
        yes: has('yes'),
      })
      if (!(await clients.remove(argument))) throw new Refused('there is no such client')
      terminal.say(`Removed ${argument}.`, { name: argument })
    }),
}
