import type { Account } from '../accounts/index.ts'
import { databaseSettings, type Command } from './command.ts'
import { time, withAuth } from './database.ts'

export const accountList: Command = {
  name: 'account list',
  summary: 'list all accounts',
  settings: databaseSettings,
  examples: ['account list', 'account list --json | grep disabledAt'],
  run: ({ config, terminal }) =>
    withAuth(config, async ({ accounts }) => {
      const all: Account[] = []
      for (;;) {
        const after = all.at(-1)?.id
        const page = await accounts.list(after === undefined ? {} : { after })
        if (page.length === 0) break
        all.push(...page)
      }
      const rows = all.map((account) =>
        terminal.json
          ? { ...account }
          : {
              ...account,
              created: time(account.createdAt),
              disabled: time(account.disabledAt),
            },
      )
      terminal.table(rows, ['id', 'username', 'email', 'roles', 'scopes', 'created', 'disabled'])
    }),
}
