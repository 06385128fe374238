import type { Auth } from '../auth/index.ts'
import type { AccountIds } from '../basic-token/index.ts'
import type { FlaskSecurityGeneration } from '../flask-security/index.ts'
import type { Mountable, RequestEvent } from '../http/index.ts'
import type { Outbox } from '../mail/index.ts'
import type { Store } from '../storage/index.ts'
import { ConfigError, flagOf } from './config.ts'
import type { DialectName } from './dialect-names.ts'
import { readSecretKeyFile } from './private-file.ts'
import type { Config } from './setting.ts'

/** What a dialect is made of. */
interface Parts {
  readonly auth: Auth
  readonly store: Store
  readonly config: Config
  /** Where mail goes; none: no password is reset by mail. */
  readonly outbox: Outbox | undefined
  readonly onEvent: (event: RequestEvent) => void
}

type Keys = readonly (string | Uint8Array)[]

/** Each module is loaded where it is asked for: nobody else's start should wait for it. */
type Open = (parts: Parts, secretKey: Keys) => Promise<Mountable>

const flaskSecurity =
  (generation: FlaskSecurityGeneration): Open =>
  async ({ auth, store, config, outbox, onEvent }, secretKey) => {
    const { createFlaskSecurity } = await import('../flask-security/index.ts')
    return createFlaskSecurity(auth, {
      store,
      secretKey,
      generation,
      passwordMinLength: config.passwordMinLength,
      changeable: true,
      cors: { origins: config.allowOrigins },
      ...(outbox && { outbox, recoverable: true }),
      registerable: config.allowRegistration,
      onEvent,
    })
  }

const basicToken =
  (era: '0.24' | '1.x'): Open =>
  async ({ auth, store, config, onEvent }, secretKey) => {
    const { createBasicToken } = await import('../basic-token/index.ts')
    return createBasicToken(auth, {
      secretKey,
      era,
      ids: idsThere(store),
      registration: config.allowRegistration ? 'open' : 'closed',
      allowTokensWithoutSession: config.allowTokensWithoutSession,
      cors: { origins: config.allowOrigins },
      onEvent,
    })
  }

const twopi =
  (prefix: string): Open =>
  async ({ auth, config, onEvent }, keys) => {
    const [secretKey, ...others] = keys
    if (typeof secretKey !== 'string' || others.length > 0 || Buffer.byteLength(secretKey) < 32) {
      throw new ConfigError(`${keyFile}: twopi needs one line of 32 bytes or more (RFC 7518 §3.2)`)
    }
    const { createTwopi } = await import('../twopi/index.ts')
    return createTwopi(auth, {
      secretKey,
      prefix,
      allowQueryToken: config.allowQueryTokens,
      allowTokensWithoutSession: config.allowTokensWithoutSession,
      cors: { origins: config.allowOrigins },
      onEvent,
    })
  }

const flaskLogin =
  (era: '0.24' | '2.x'): Open =>
  async ({ auth, store, config, onEvent }, secretKey) => {
    const { flaskLoginUntil: until, allowOrigins: origins } = config
    if (until === undefined) {
      throw new ConfigError('--dialects: flask-login needs --flask-login-until')
    }
    const ids = idsThere(store)
    const accountOf = (userId: string) => ids.accountOf(userId)
    const { createFlaskLogin } = await import('../flask-login/index.ts')
    return createFlaskLogin(auth, { secretKey, era, store, accountOf, until, origins, onEvent })
  }

/** The dialects that the server speaks. */
const table: Readonly<Record<DialectName, Open>> = {
  'flask-security=1.7': flaskSecurity('1.7'),
  'flask-security=5.x': flaskSecurity('5.x'),
  'flask-security=newest': flaskSecurity('newest'),
  'basic-token=0.24': basicToken('0.24'),
  'basic-token=1.x': basicToken('1.x'),
  twopi: twopi(''),
  'twopi=/api/v1': twopi('/api/v1'),
  'flask-login=0.24': flaskLogin('0.24'),
  'flask-login=2.x': flaskLogin('2.x'),
}

const keyFile = flagOf('flaskSecretKeyFile')

/** Those that are switched on. @throws {ConfigError} where one lacks what it needs, or two answer the same paths. */
export async function openDialects(parts: Parts): Promise<readonly Mountable[]> {
  const { dialects: names, flaskSecretKeyFile: file } = parts.config
  if (names.length === 0) return []
  const kinds = new Set(names.map((name) => name.split('=')[0]))
  if (kinds.size < names.length) throw new ConfigError('--dialects: expected one of each kind')
  if (file === undefined) throw new ConfigError(`--dialects: ${names[0]} needs ${keyFile}`)
  const keys = await readSecretKeyFile(file)
  const opened = await Promise.all(names.map((name) => table[name](parts, keys)))
  if (opened.filter((dialect) => dialect.handles('/login')).length > 1) {
    throw new ConfigError('--dialects: two of them answer /login; twopi=/api/v1 does not')
  }
  return opened
}

/** What users are called in the application: `fsUniquifier` of an import. Who was not imported has the id of the account. */
const idsThere = (store: Store): AccountIds => ({
  async idOf({ id }) {
    const name = (await store.findFlaskIdentity(id))?.uniquifier
    if (name === undefined) return id
    return /^\d{1,15}$/.test(name) ? Number(name) : name
  },
  accountOf: async (id) => {
    const named = await store.findFlaskIdentityByUniquifier(String(id))
    return named?.accountId ?? String(id)
  },
})
