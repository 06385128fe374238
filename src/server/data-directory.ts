import { existsSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from './config.ts'

/** The database of a data directory. */
export const databaseFile = (directory: string): string => join(directory, 'latchkey.db')

/**
 * Makes the directory (0700) where there is none.
 *
 * @throws {ConfigError} when it is something else, when its database is gone and not about to be restored, or
 *   when everybody may write to it: whoever can put a file there before us chooses our secret.
 */
export async function makeDataDirectory(
  directory: string,
  { restoring = false }: { readonly restoring?: boolean } = {},
): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch(ignoreExisting)
  const entry = await stat(directory)
  if (!entry.isDirectory()) throw new ConfigError('data: it is not a directory')
  if ((entry.mode & 0o002) !== 0) {
    throw new ConfigError('data: everybody may write to the directory; chmod 700 it')
  }
  // The secret is made after the database: alone, it says that a database was lost, not that none was.
  const database = databaseFile(directory)
  if (!restoring && existsSync(`${database}.secret`) && !existsSync(database)) {
    throw new ConfigError('data: there is a secret but no database: restore it, or remove both')
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTDIR') throw error
}
