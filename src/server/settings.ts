import { availableParallelism } from 'node:os'
import * as defaults from '../defaults.ts'
import type { CredentialSource } from '../http/index.ts'
import { type JwsAlgorithm, jwsAlgorithms } from '../keys/index.ts'
import { dialectNames, type DialectName } from './dialect-names.ts'
import { logLevels, type LogLevel } from './log.ts'
import { integer, issuer, lifetime, matching, networks } from './setting-values.ts'
import { oneOf, origins, someOf, truth } from './setting-values.ts'

/** Everything `latchkey serve` can be told, as values. */
export interface Config {
  /** 0 takes a free one. Default: 8787. */
  readonly port: number
  /** Default: `'127.0.0.1'`. */
  readonly host: string
  /** Processes that share the port and the database. Default: 1. */
  readonly workers: number
  /** Directory of the database and its secret. Default: `'./data'`. */
  readonly data: string
  /** Public URL, the `iss` of tokens. Default: the URL that is listened on. */
  readonly issuer: string | undefined
  /** The `aud` of tokens. Default: `'latchkey'`. */
  readonly audience: string
  /** Master secrets, one a line, oldest first. Default: one made beside the database. */
  readonly secretFile: string | undefined
  /** `SECURITY_PASSWORD_SALT` of the Flask-Security application that the accounts come from. Default: from none. */
  readonly flaskSecuritySaltFile: string | undefined
  /** Other systems' endpoints beside the native ones. Default: none. */
  readonly dialects: readonly DialectName[]
  /** `SECRET_KEY` of the Flask application that a dialect stands in for, one a line, oldest first. Default: none. */
  readonly flaskSecretKeyFile: string | undefined
  /** Of new signing keys. Default: `'ES256'`. */
  readonly algorithm: JwsAlgorithm
  /** Seconds. Default: 600. */
  readonly accessTokenLifetime: number
  /** Seconds. Default: 30 days. */
  readonly sessionIdleLifetime: number
  /** Seconds. Default: 180 days. */
  readonly sessionLifetime: number
  /** Characters. Default: 15. */
  readonly passwordMinLength: number
  /** Where an access token may be. Default: `['bearer']`. */
  readonly credentials: readonly CredentialSource[]
  /** Whether `?auth_token=` and `?token=` are read too. Default: `false`. */
  readonly allowQueryTokens: boolean
  /** Origins whose pages may read answers. Default: none. */
  readonly allowOrigins: readonly string[]
  /** Networks whose `X-Forwarded-For` is believed. Default: none. */
  readonly trustProxy: readonly string[]
  /** Whether `/metrics` answers programs on this machine. Default: `true`. */
  readonly metrics: boolean
  /** Whether it answers everybody. Default: `false`. */
  readonly allowRemoteMetrics: boolean
  /** Default: `false`. */
  readonly insecureNoSignInLimits: boolean
  /** One refresh token for the life of a session. Default: `false`. */
  readonly insecureNoRotation: boolean
  /** Answer before the disk has confirmed. Default: `false`. */
  readonly allowPowerLoss: boolean
  /** Default: `'info'`. */
  readonly logLevel: LogLevel
  /** Whether a start is refused where `doctor` finds a failure. Default: `false`. */
  readonly production: boolean
  /** A demo account and `/protected-resource`. Default: `false`. */
  readonly demo: boolean
}

/** One row of the table: its key names the flag and the variable. */
export interface Setting<Value = unknown> {
  /** What stands after the flag; absent for a switch, which is off by default. */
  readonly value?: string
  /** As it would be typed; absent: nothing. */
  readonly default?: string
  /** @throws {RangeError} saying what is expected, without repeating what was given. */
  readonly parse: (text: string) => Value
  readonly help: string
  /** What is lost when it is switched on; startup lists it. */
  readonly weakens?: string
}

// Ten years: more is a mistyped unit.
const maxSessionLifetime = 3_650 * 86_400
const sources: readonly CredentialSource[] = [
  ...(['bearer', 'authentication-token', 'basic-token', 'cookie'] as const),
]

/** The table of settings: flag, variable, default, meaning. `docs/configuration.md` says why. */
export const settings: { readonly [Key in keyof Config]: Setting<Config[Key]> } = {
  port: {
    value: 'N',
    default: String(defaults.defaultPort),
    parse: integer(0, 65_535),
    help: 'port to listen on; 0 takes a free one',
  },
  host: {
    value: 'ADDRESS',
    default: '127.0.0.1',
    parse: matching(/^[\w.:-]+$/, 'a host name or an address'),
    help: 'address to listen on; 0.0.0.0 and :: are all of them',
  },
  workers: {
    value: 'N',
    default: '1',
    parse: (text) =>
      text === 'auto'
        ? Math.min(availableParallelism(), defaults.maxWorkers)
        : integer(1, defaults.maxWorkers)(text),
    help: 'processes that share the port and the database; auto is one a core',
  },
  data: {
    value: 'DIR',
    default: './data',
    parse: matching(/./, 'a directory'),
    help: 'directory of the database and its secret',
  },
  issuer: {
    value: 'URL',
    parse: issuer,
    help: 'public URL that tokens name as their issuer (default: the URL that is listened on)',
  },
  audience: {
    value: 'NAME',
    default: 'latchkey',
    parse: matching(/^[!-~]+$/, 'a name or a URL without spaces'),
    help: 'who the access tokens are for',
  },
  secretFile: {
    value: 'FILE',
    parse: matching(/./, 'a file'),
    help: 'master secrets, one a line, oldest first (default: one made in the data directory)',
  },
  flaskSecuritySaltFile: {
    value: 'FILE',
    parse: matching(/./, 'a file'),
    help: 'SECURITY_PASSWORD_SALT of the Flask-Security application whose password hashes were imported',
  },
  dialects: {
    value: 'LIST',
    default: '',
    parse: (text) => (text === '' ? [] : someOf(dialectNames)(text)),
    help: `endpoints of other systems, for their clients: ${dialectNames.join(', ')}`,
  },
  flaskSecretKeyFile: {
    value: 'FILE',
    parse: matching(/./, 'a file'),
    help: 'SECRET_KEY of the Flask application that a dialect stands in for, one a line, oldest first',
  },
  algorithm: {
    value: 'ALG',
    default: 'ES256',
    parse: oneOf(jwsAlgorithms),
    help: `signature algorithm of new keys: ${jwsAlgorithms.join(', ')}`,
  },
  accessTokenLifetime: {
    value: 'TIME',
    default: `${defaults.accessTokenLifetime}s`,
    parse: lifetime(defaults.maxAccessTokenLifetime),
    help: 'life of an access token: 600, 600s, 10m, 1h …',
  },
  sessionIdleLifetime: {
    value: 'TIME',
    default: `${defaults.sessionIdleLifetime / 86_400}d`,
    parse: lifetime(maxSessionLifetime),
    help: 'time without a renewal after which a session is over',
  },
  sessionLifetime: {
    value: 'TIME',
    default: `${defaults.sessionLifetime / 86_400}d`,
    parse: lifetime(maxSessionLifetime),
    help: 'time after sign-in when a session is over however much it is used',
  },
  passwordMinLength: {
    value: 'N',
    default: String(defaults.passwordLength.min),
    parse: integer(8, defaults.passwordLength.max),
    help: 'shortest password that may be set, in characters; at least 8',
  },
  credentials: {
    value: 'LIST',
    default: 'bearer',
    parse: someOf(sources),
    help: `where an access token may be, in this order: ${sources.join(', ')}`,
  },
  allowQueryTokens: {
    default: 'off',
    parse: truth,
    help: 'accept an access token in ?auth_token= and ?token= too',
    weakens: 'tokens in URLs end up in the logs of proxies and in referrers',
  },
  allowOrigins: {
    value: 'LIST',
    default: '',
    parse: origins,
    help: 'origins whose pages may call the API, such as https://app.example.com',
    weakens: 'pages of these origins read answers',
  },
  trustProxy: {
    value: 'LIST',
    default: '',
    parse: networks,
    help: 'networks of reverse proxies whose X-Forwarded-For is believed: 10.0.0.0/8, loopback …',
  },
  metrics: {
    value: 'on|off',
    default: 'on',
    parse: truth,
    help: 'answer /metrics to programs on this machine',
  },
  allowRemoteMetrics: {
    default: 'off',
    parse: truth,
    help: 'answer /metrics to everybody',
    weakens: 'anybody can read how much traffic there is and how much of it is refused',
  },
  insecureNoSignInLimits: {
    default: 'off',
    parse: truth,
    help: 'let everybody guess passwords as fast as the machine hashes',
    weakens: 'nothing limits the guessing of passwords',
  },
  allowPowerLoss: {
    default: 'off',
    parse: truth,
    help: 'answer before the disk has confirmed what was written',
    weakens: 'a power failure can bring back sessions that were ended in the last seconds',
  },
  insecureNoRotation: {
    default: 'off',
    parse: truth,
    help: 'keep one refresh token for the whole life of a session',
    weakens: 'a copied refresh token works unseen until its session ends',
  },
  logLevel: {
    value: 'LEVEL',
    default: 'info',
    parse: oneOf(logLevels),
    help: `least important lines to log: ${logLevels.join(', ')}`,
  },
  production: {
    default: 'off',
    parse: truth,
    help: 'do not start where latchkey doctor finds a failure',
  },
  demo: {
    default: 'off',
    parse: truth,
    help: 'make a demo account, print how to use it, and answer /protected-resource',
    weakens: 'there is a demo account whose password is in the data directory',
  },
}
