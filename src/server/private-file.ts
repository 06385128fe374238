import { constants, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import { decodeUtf8 } from '../bytes.ts'
import { ConfigError } from './config.ts'

const maxBytes = 65_536

/**
 * The bytes of a file that only its owner may read; `name` says in errors which file it is.
 *
 * @throws {ConfigError} for a symbolic link, an empty file, another user's, or one that others can read (K09).
 */
export async function readPrivateBytes(file: string, name: string): Promise<Uint8Array> {
  const refuse = (reason: string): never => {
    throw new ConfigError(`${name}: ${reason}`)
  }
  // Opened once and asked afterwards: between a look and an opening the file could be replaced.
  // Not following links and not waiting for a pipe's writer.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(file, flags).catch((error: NodeJS.ErrnoException) =>
    refuse(error.code === 'ELOOP' ? 'it is a symbolic link' : `cannot be read (${error.code})`),
  )
  try {
    const reason = unsafe(await handle.stat())
    if (reason !== undefined) refuse(reason)
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

/** The same as text. @throws {ConfigError} */
export const readPrivateFile = async (file: string, name: string): Promise<string> =>
  Buffer.from(await readPrivateBytes(file, name)).toString('utf8')

function unsafe(file: Stats): string | undefined {
  const uid = process.getuid?.()
  if (!file.isFile()) return 'it is not a file'
  if (file.size === 0) return 'it is empty'
  if (file.size > maxBytes) return `it is larger than ${maxBytes} bytes`
  if (uid !== undefined && file.uid !== uid && file.uid !== 0) return 'it belongs to another user'
  if ((file.mode & 0o077) !== 0) return 'others can read or write it; chmod 600 it'
  return undefined
}

/** The salt of a Flask-Security application: the whole text but for the line's end that editors add. */
export async function readFlaskSecuritySaltFile(file: string): Promise<string> {
  const text = await readPrivateFile(file, 'flask-security-salt-file')
  return text.replace(/\r?\n$/, '')
}

/** Master secrets, one a line, oldest first. */
export const readSecretFile = async (file: string): Promise<readonly string[]> =>
  linesOf(await readPrivateFile(file, 'secret-file'))

/** `SECRET_KEY`s of a Flask application, one a line, oldest first; bytes that are no text, as of `os.urandom`, are one. */
export async function readSecretKeyFile(file: string): Promise<readonly (string | Uint8Array)[]> {
  const bytes = await readPrivateBytes(file, 'flask-secret-key-file')
  const text = decodeUtf8(bytes)
  const keys = text === undefined ? [bytes] : linesOf(text)
  if (keys.length === 0) throw new ConfigError('flask-secret-key-file: there is no key in it')
  return keys
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
