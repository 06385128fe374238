import type { Outbox } from '../mail/index.ts'
import { ConfigError } from './config.ts'
import { readPrivateFile } from './private-file.ts'
import type { Config } from './setting.ts'

/** Where mail goes, if it goes anywhere. @throws {ConfigError} for settings that do not fit together. */
export async function openOutbox(
  config: Config,
  onFailure: (error: unknown) => void,
): Promise<Outbox | undefined> {
  const { smtpUrl: url, smtpPasswordFile: file, mailFrom: from } = config
  if (url === undefined) {
    if (file === undefined && from === undefined) return undefined
    throw new ConfigError('--smtp-password-file, --mail-from: expected --smtp-url beside them')
  }
  if (from === undefined) throw new ConfigError('--smtp-url: expected --mail-from beside it')
  const password =
    file === undefined ? undefined : await readPrivateFile(file, 'smtp-password-file')
  // Loaded where it is asked for, as the dialects are.
  const { createOutbox, smtpMailer } = await import('../mail/index.ts')
  try {
    const mailer = await smtpMailer({
      url,
      from,
      // Editors end the last line.
      ...(password !== undefined && { password: password.replace(/\r?\n$/, '') }),
      insecurePlaintext: config.insecureSmtpPlaintext,
    })
    return createOutbox({ mailer, onFailure })
  } catch (error) {
    if (error instanceof TypeError)
      throw new ConfigError(`--smtp-url, --mail-from: ${error.message}`)
    if (!isMissing(error)) throw error
    throw new ConfigError('--smtp-url: mail needs nodemailer; npm install nodemailer')
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
