import { readFile } from 'node:fs/promises'
import { decodeUtf8 } from '../bytes.ts'
import { readPrivateBytes } from '../server/index.ts'
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

/** How a signing key gets in. */
export const keyOptions: readonly CommandOption[] = [
  { flag: '--key-file <file>', help: 'read the key from a file that only you may read' },
  {
    flag: '--key-stdin',
    help: 'read the key from standard input; --file then says from where the rest',
  },
]

/**
 * A signing key: text without the line's end that editors add. What is not UTF-8, such as Flask's
 * `os.urandom(24)`, is taken as it is. `undefined` where none is given.
 */
export async function readKey({
  terminal,
  text,
  has,
}: Call): Promise<string | Uint8Array | undefined> {
  const file = text('key-file')
  if (has('key-stdin') && file !== undefined) {
    throw new UsageError('--key-stdin and --key-file exclude each other')
  }
  if (has('key-stdin') && text('file') === undefined) {
    throw new UsageError('--key-stdin: only one thing fits through standard input; add --file')
  }
  if (!has('key-stdin') && file === undefined) return undefined
  const bytes =
    file === undefined ? await terminal.readBytes() : await readPrivateBytes(file, 'key-file')
  const key = decodeUtf8(bytes)?.replace(/\r?\n$/, '') ?? bytes
  if (key.length === 0) throw new UsageError('the key is empty')
  return key
}

const secretFlags = [
  '--password',
  '--token',
  '--refresh-token',
  '--secret',
  '--key',
  '--secret-key',
]

/** @throws {UsageError} for an argument that hands over a secret; it is never repeated. */
export function refuseSecretArguments(argv: readonly string[]): void {
  for (const argument of argv) {
    if (/^(--[\w-]+=)?\w+:\/\/([^/?#]*:[^/?#]*@|.*[?&]password=)/.test(argument)) {
      throw new UsageError(
        'a URL with a password does not belong on the command line, where every user can see it; ' +
          'use the variable DATABASE_URL, or PGPASSWORD or ~/.pgpass for the password',
      )
    }
    const [flag = ''] = argument.split('=')
    if (secretFlags.includes(flag)) {
      throw new UsageError(
        `${flag}: secrets do not belong on the command line, where every user can see them; ` +
          'use standard input (--password-stdin, --key-stdin) or a file (--password-file, --key-file)',
      )
    }
  }
}
