import { readFile } from 'node:fs/promises'
import type { Call, CommandOption } from './command.ts'
import { UsageError } from './failures.ts'

/** How a password gets in: never as an argument, which every user of the machine can see (O01). */
export const passwordOptions: readonly CommandOption[] = [
  { flag: '--password-stdin', help: 'read the password from standard input' },
  { flag: '--password-file <file>', help: 'read the password from a file' },
]

/** The password, from standard input, a file, or a question on a terminal. */
export async function readPassword({ terminal, text, has }: Call): Promise<string> {
  const file = text('password-file')
  if (has('password-stdin') && file !== undefined) {
    throw new UsageError('--password-stdin and --password-file exclude each other')
  }
  if (has('password-stdin')) return terminal.readInput()
  if (file !== undefined) return (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  if (!terminal.interactive) throw new UsageError('add --password-stdin or --password-file')
  const password = await terminal.askSecret('Password: ')
  if (password !== (await terminal.askSecret('Once more: '))) {
    throw new UsageError('the two are not the same')
  }
  return password
}

const secretFlags = ['--password', '--token', '--refresh-token', '--secret']

/** @throws {UsageError} for an argument that hands over a secret; it is never repeated. */
export function refuseSecretArguments(argv: readonly string[]): void {
  for (const argument of argv) {
    const [flag = ''] = argument.split('=')
    if (secretFlags.includes(flag)) {
      throw new UsageError(
        `${flag}: secrets do not belong on the command line, where every user can see them; ` +
          'use standard input (--password-stdin) or a file (--password-file, --secret-file)',
      )
    }
  }
}
