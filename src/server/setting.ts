import type { CredentialSource } from '../http/index.ts'
import type { JwsAlgorithm } from '../keys/index.ts'
import type { Argon2idParameters } from '../passwords/index.ts'
import type { DatabaseConfig } from './database-settings.ts'
import type { DialectName } from './dialect-names.ts'
import type { LogLevel } from './log.ts'
import type { MailConfig } from './mail-settings.ts'

/** KiB for one hash, and passes over them. */
export type Argon2idCost = Pick<Argon2idParameters, 'memoryCost' | 'timeCost'>

/** Everything `latchkey serve` can be told, as values. */
export interface Config extends DatabaseConfig, MailConfig {
  /** 0 takes a free one. Default: 8787. */
  readonly port: number
  /** Default: `'127.0.0.1'`. */
  readonly host: string
  /** Processes that share the port and the database. Default: 1. */
  readonly workers: number
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
  /** When cookies of Flask-Login are exchanged for the last time, in seconds since 1970. Default: the dialect asks for it. */
  readonly flaskLoginUntil: number | undefined
  /** Whether tokens of a dialect's original are good though no session ends them. Default: `false`. */
  readonly allowTokensWithoutSession: boolean
  /** Whether anybody may make an account where a dialect has an endpoint for it. Default: `false`. */
  readonly allowRegistration: boolean
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
  /** Of new password hashes; one that has less of either is replaced at sign-in. Default: 46 MiB, one pass. */
  readonly argon2id: Argon2idCost
  /** Whether revoked sessions are published at `/api/v1/status-list`. Default: `false`. */
  readonly statusList: boolean
  /** Where an access token may be. Default: `['bearer']`. */
  readonly credentials: readonly CredentialSource[]
  /** Whether `?auth_token=` and `?token=` are read too. Default: `false`. */
  readonly allowQueryTokens: boolean
  /** Origins whose pages may read answers. Default: none. */
  readonly allowOrigins: readonly string[]
  /** Where clients reach this server, for proofs of possession. Default: the origin of the issuer. */
  readonly proofOrigins: readonly string[]
  /** Networks whose `X-Forwarded-For` is believed. Default: none. */
  readonly trustProxy: readonly string[]
  /** Whether the page at `/account` is served. Default: `true`. */
  readonly accountPage: boolean
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
  /** Whether requests are spans of OpenTelemetry. Default: `false`. */
  readonly traces: boolean
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
  /** A variable that other programs read as well, where ours is not set. */
  readonly commonVariable?: string
  /** @throws {RangeError} saying what is expected, without repeating what was given. */
  readonly parse: (text: string) => Value
  readonly help: string
  /** What is lost when it is switched on; startup lists it. */
  readonly weakens?: string
}
