import type { Auth } from '../auth/index.ts'
import type { FlaskSecurityGeneration } from '../flask-security/index.ts'
import type { Mountable, RequestEvent } from '../http/index.ts'
import type { Outbox } from '../mail/index.ts'
import type { Store } from '../storage/index.ts'
import { ConfigError } from './config.ts'
import type { DialectName } from './dialect-names.ts'
import { readSecretFile } from './private-file.ts'
import type { Config } from './settings.ts'

/** What a dialect is made of. */
interface Parts {
  readonly auth: Auth
  readonly store: Store
  readonly config: Config
  /** Where mail goes; none: no password is reset by mail. */
  readonly outbox: Outbox | undefined
  readonly onEvent: (event: RequestEvent) => void
}

type Open = (parts: Parts) => Promise<Mountable>

const flaskSecurity =
  (generation: FlaskSecurityGeneration): Open =>
  async ({ auth, store, config, outbox, onEvent }) => {
    const { flaskSecretKeyFile: file, passwordMinLength } = config
    if (file === undefined) {
      throw new ConfigError('--dialects: flask-security needs --flask-secret-key-file')
    }
    const secretKey = await readSecretFile(file, 'flask-secret-key-file')
    // Loaded where it is asked for: nobody else's start should wait for it.
    const { createFlaskSecurity } = await import('../flask-security/index.ts')
    return createFlaskSecurity(auth, {
      store,
      secretKey,
      generation,
      passwordMinLength,
      changeable: true,
      cors: { origins: config.allowOrigins },
      ...(outbox && { outbox, recoverable: true }),
      onEvent,
    })
  }

/** The dialects that the server speaks. */
const table: Readonly<Record<DialectName, Open>> = {
  'flask-security=1.7': flaskSecurity('1.7'),
  'flask-security=5.x': flaskSecurity('5.x'),
  'flask-security=newest': flaskSecurity('newest'),
}

/** Those that are switched on. @throws {ConfigError} where one lacks what it needs, or two of one kind are. */
export function openDialects(parts: Parts): Promise<readonly Mountable[]> {
  const { dialects } = parts.config
  const kinds = new Set(dialects.map((name) => name.split('=')[0]))
  if (kinds.size < dialects.length) throw new ConfigError('--dialects: expected one of each kind')
  return Promise.all(dialects.map((name) => table[name](parts)))
}
