import { databaseSettings, type Command } from './command.ts'
import { time, withAuth } from './database.ts'

export const clientList: Command = {
  name: 'client list',
  summary: 'list the programs that may ask for tokens with a secret',
  settings: databaseSettings,
  examples: ['client list'],
  run: ({ config, terminal }) =>
    withAuth(config, async ({ clients }) => {
      const rows = (await clients.list()).map(({ name, grants, scopes, createdAt }) => ({
        name,
        grants,
        scopes,
        created: time(createdAt),
      }))
      terminal.table(rows, ['name', 'grants', 'scopes', 'created'])
    }),
}
