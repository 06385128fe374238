import { constants, existsSync } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { diskFailBytes, diskWarnBytes } from '../defaults.ts'
import { databaseFile } from './data-directory.ts'
import type { Finding } from './doctor.ts'
import { readPrivateFile, readSecretFile } from './private-file.ts'
import type { Config } from './setting.ts'

/** The data directory, what is in it, the secret, and the room that is left. */
export async function inspectFiles(config: Config): Promise<readonly Finding[]> {
  const directory = await inspectDirectory(config.data)
  const file = databaseFile(config.data)
  const files = await Promise.all([file, `${file}-wal`].map(inspectPrivacy))
  return [
    directory,
    ...files.filter((finding) => finding !== undefined),
    await inspectSecret(config),
    await inspectDisk(config.data),
  ]
}

async function inspectDirectory(data: string): Promise<Finding> {
  const check = 'data directory'
  const found = await stat(data).catch(() => undefined)
  if (!found) return { check, status: 'ok', found: 'not there yet: made at the first start' }
  if (!found.isDirectory()) {
    return { check, status: 'fail', found: 'no directory', advice: 'set --data' }
  }
  const writable = await access(data, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!writable) {
    return { check, status: 'fail', found: 'not writable', advice: 'chown it to this user' }
  }
  const uid = process.getuid?.()
  // Windows has neither owners nor modes that would say anything.
  if (uid === undefined) return { check, status: 'ok', found: 'writable' }
  if (found.uid !== uid) {
    const advice = 'run this as the user of the server, or chown it'
    return { check, status: 'warn', found: 'another user owns it', advice }
  }
  const advice = `chmod 700 ${data}`
  if ((found.mode & 0o022) !== 0) {
    return { check, status: 'fail', found: 'others may write to it', advice }
  }
  if ((found.mode & 0o055) !== 0) {
    return { check, status: 'warn', found: 'others may look into it', advice }
  }
  return { check, status: 'ok', found: 'private' }
}

/** Password hashes are in there: whoever reads them guesses at leisure. */
async function inspectPrivacy(file: string): Promise<Finding | undefined> {
  const found = await stat(file).catch(() => undefined)
  if (!found || process.getuid === undefined) return undefined
  const check = file.endsWith('-wal') ? 'write-ahead log' : 'database file'
  if ((found.mode & 0o077) === 0) return { check, status: 'ok', found: 'private' }
  return { check, status: 'fail', found: 'others may read it', advice: `chmod 600 ${file}` }
}

async function inspectSecret({ secretFile, data }: Config): Promise<Finding> {
  const check = 'master secret'
  try {
    if (secretFile !== undefined) {
      const { length } = await readSecretFile(secretFile)
      return { check, status: 'ok', found: `in --secret-file: ${length}, the last one seals` }
    }
    const database = databaseFile(data)
    if (!(await stat(database).catch(() => undefined))) {
      return { check, status: 'ok', found: 'not there yet: made at the first start' }
    }
    await readPrivateFile(`${database}.secret`, 'the secret')
    return { check, status: 'ok', found: 'private, beside the database' }
  } catch (error) {
    const found = error instanceof Error ? error.message : 'unreadable'
    const advice = 'without it nobody stays signed in: restore it, or give it to its owner alone'
    return { check, status: 'fail', found, advice }
  }
}

async function inspectDisk(data: string): Promise<Finding> {
  const check = 'disk'
  const { bavail, bsize } = await statfs(existing(resolve(data)))
  const free = bavail * bsize
  const found = `${Math.floor(free / 1_048_576)} MiB free`
  const advice = 'make room: where nothing can be written, nobody signs in or out'
  if (free < diskFailBytes) return { check, status: 'fail', found, advice }
  if (free < diskWarnBytes) return { check, status: 'warn', found, advice }
  return { check, status: 'ok', found }
}

/** Where the directory is to be made. */
const existing = (path: string): string => (existsSync(path) ? path : existing(dirname(path)))
