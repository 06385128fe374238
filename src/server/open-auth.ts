import { availableParallelism } from 'node:os'
import type { Auth } from '../auth/index.ts'
import { hashQueueLength, maxAccessTokenLifetime } from '../defaults.ts'
import type { EventListener } from '../events.ts'
import type { Store } from '../storage/index.ts'
import { ConfigError } from './config.ts'
import { openStore } from './open-store.ts'
import type { Trace } from '../trace.ts'
import { readFlaskSecuritySaltFile, readSecretFile } from './private-file.ts'
import type { Config } from './setting.ts'

/** What the settings do not say. */
export interface OpenAuthOptions {
  /** Where no issuer is set. */
  readonly issuer: string
  /**
   * Beside a server whose flags are not known: keys stay of the algorithm they are of, and revocations are
   * remembered as long as any server's tokens can live.
   */
  readonly beside?: boolean
  readonly onFatal?: (error: Error) => void
  /** Told of the store that the `Auth` works on and closes. */
  readonly onStore?: (store: Store) => void
  readonly onEvent?: EventListener
  readonly trace?: Trace
}

/**
 * Token authentication on the database that the settings name.
 *
 * @throws {ConfigError} when a setting is missing or cannot be used.
 */
export async function openAuth(config: Config, options: OpenAuthOptions): Promise<Auth> {
  const { issuer, beside = false, onFatal, onStore, onEvent, trace } = options
  const { secretFile, flaskSecuritySaltFile: saltFile, algorithm } = config
  const secret = secretFile === undefined ? undefined : await readSecretFile(secretFile)
  const salt = saltFile === undefined ? undefined : await readFlaskSecuritySaltFile(saltFile)
  if (config.databaseUrl !== undefined && !secret) {
    throw new ConfigError('secret-file: PostgreSQL needs one, the same for all servers')
  }
  // What only reads settings should not wait for them.
  const [{ createAuth }, store] = await Promise.all([
    import('../auth/index.ts'),
    openStore(config, { onFatal }),
  ])
  try {
    await store.migrate()
    onStore?.(store)
    const keys = beside ? await store.listKeys() : []
    return await createAuth({
      issuer: config.issuer ?? issuer,
      audience: config.audience,
      store,
      ...(secret && { secret }),
      algorithm: keys.at(-1)?.algorithm ?? algorithm,
      accessTokenLifetime: beside ? maxAccessTokenLifetime : config.accessTokenLifetime,
      sessionIdleLifetime: config.sessionIdleLifetime,
      sessionLifetime: config.sessionLifetime,
      statusList: config.statusList,
      ...(config.proofOrigins.length > 0 && { proofOrigins: config.proofOrigins }),
      rotation: config.insecureNoRotation ? 'never' : 'always',
      passwords: {
        minLength: config.passwordMinLength,
        argon2id: config.argon2id,
        ...(config.workers > 1 && shareOf(config.workers)),
        ...(salt !== undefined && { flaskSecuritySalt: salt }),
      },
      ...(config.insecureNoSignInLimits && { signInLimits: 'insecure-unlimited' as const }),
      ...(onEvent && { onEvent }),
      ...(trace && { trace }),
    })
  } catch (error) {
    await store.close()
    throw error
  }
}

/** All workers together hash as much at once, and let as many wait, as one process alone: the cores are the same. */
const shareOf = (workers: number): { concurrency: number; queueLength: number } => ({
  concurrency: Math.max(1, Math.floor((2 * availableParallelism()) / workers)),
  queueLength: Math.ceil(hashQueueLength / workers),
})
