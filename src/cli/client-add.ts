import type { ClientGrant } from '../clients/index.ts'
import { databaseSettings, type Command } from './command.ts'
import { withAuth } from './database.ts'
import { UsageError } from './failures.ts'

export const clientAdd: Command = {
  name: 'client add',
  summary: 'let a program ask for tokens with a secret; prints the secret, this once',
  argument: '<name>',
  settings: databaseSettings,
  options: [
    {
      flag: '--grant <list>',
      help: 'refresh_token, client_credentials or both (default: client_credentials)',
    },
    { flag: '--scope <scope...>', help: 'what its own tokens may cover' },
  ],
  examples: ['client add billing --scope orders:read > billing-secret.txt'],
  run: ({ config, terminal, argument = '', text, list }) => {
    const grants = (text('grant') ?? 'client_credentials').split(',').map(grantOf)
    return withAuth(config, async ({ clients }) => {
      const added = await clients
        .add(argument, { grants, scopes: list('scope') })
        .catch((error: unknown) => {
          throw error instanceof RangeError ? new UsageError(error.message) : error
        })
      terminal.say(added.secret, added)
      if (!terminal.json) terminal.warn('keep it: only its hash is stored')
    })
  },
}

function grantOf(text: string): ClientGrant {
  if (text === 'refresh_token' || text === 'client_credentials') return text
  throw new UsageError('--grant: expected refresh_token, client_credentials or both')
}
