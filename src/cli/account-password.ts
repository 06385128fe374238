import { databaseSettings, type Command } from './command.ts'
import { findAccount, withAuth } from './database.ts'
import { passwordOptions, readPassword } from './secret-input.ts'

export const accountPassword: Command = {
  name: 'account password',
  summary: 'set the password of an account, which ends all its sessions',
  argument: '<account>',
  settings: [...databaseSettings, 'passwordMinLength', 'argon2id'],
  options: passwordOptions,
  examples: ['account password ada', 'account password ada --password-stdin < password.txt'],
  run: (call) =>
    withAuth(call.config, async (auth) => {
      const { id, username } = await findAccount(auth, call.argument ?? '')
      await auth.accounts.setPassword(id, await readPassword(call))
      call.terminal.say(`Set the password of ${username}; its sessions have ended.`, { id })
    }),
}
