import { databaseSettings, type Command } from './command.ts'
import { withAuth } from './database.ts'
import { UsageError } from './failures.ts'
import { passwordOptions, readPassword } from './secret-input.ts'

export const accountAdd: Command = {
  name: 'account add',
  summary: 'make an account, and the database where there is none',
  settings: [...databaseSettings, 'passwordMinLength', 'argon2id'],
  options: [
    { flag: '--username <name>', help: 'what it signs in with' },
    { flag: '--email <address>', help: 'signs in with this too' },
    { flag: '--role <role...>', help: 'a role; may be repeated' },
    { flag: '--scope <scope...>', help: 'a scope of its access tokens; may be repeated' },
    ...passwordOptions,
  ],
  examples: [
    'account add --username ada --email ada@example.com --role admin',
    'account add --username robot --scope orders:read --password-stdin < password.txt',
  ],
  run: async (call) => {
    const { config, terminal, text, list } = call
    const username = text('username')
    const email = text('email')
    if (username === undefined) throw new UsageError('--username is missing')
    const password = await readPassword(call)
    const account = await withAuth(
      config,
      ({ accounts }) =>
        accounts.register({
          username,
          password,
          ...(email !== undefined && { email }),
          roles: list('role'),
          scopes: list('scope'),
        }),
      { create: true },
    )
    terminal.say(`Made ${account.username} (${account.id}).`, account)
  },
}
