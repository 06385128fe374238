import { availableParallelism } from 'node:os'
import * as defaults from '../defaults.ts'
import type { CredentialSource } from '../http/index.ts'
import { jwsAlgorithms } from '../keys/index.ts'
import { databaseSettings } from './database-settings.ts'
import { dialectNames } from './dialect-names.ts'
import { mailSettings } from './mail-settings.ts'
import { logLevels } from './log.ts'
import type { Config, Setting } from './setting.ts'
import {
  argon2idCost,
  day,
  integer,
  issuer,
  lifetime,
  matching,
  networks,
} from './setting-values.ts'
import { oneOf, origins, someOf, truth } from './setting-values.ts'

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
  ...databaseSettings,
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
    help: 'SECRET_KEY of the Flask application that dialects stand in for, one a line, oldest first',
  },
  flaskLoginUntil: {
    value: 'DATE',
    parse: day,
    help: 'day on which cookies of Flask-Login are exchanged no longer, such as 2027-01-31',
  },
  allowTokensWithoutSession: {
    default: 'off',
    parse: truth,
    help: 'accept tokens that the original of basic-token or twopi issued, until they expire',
    weakens: 'signing out and changing the password leave tokens of the original good',
  },
  allowRegistration: {
    default: 'off',
    parse: truth,
    help: 'let anybody make an account: POST /users of basic-token, /register of flask-security',
    weakens: 'anybody can make accounts',
  },
  ...mailSettings,
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
  argon2id: {
    value: 'm=KIB,t=N',
    default: `m=${defaults.argon2id.memoryCost},t=${defaults.argon2id.timeCost}`,
    parse: argon2idCost,
    help: 'memory and passes of a password hash; as strong are m=19456,t=2 and m=12288,t=3',
  },
  statusList: {
    default: 'off',
    parse: truth,
    help: 'publish revoked sessions as a Token Status List that access tokens refer to',
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
  proofOrigins: {
    value: 'LIST',
    default: '',
    parse: origins,
    help: 'where clients reach this server and what it guards, as proofs of possession (DPoP) name it; default: the issuer',
  },
  trustProxy: {
    value: 'LIST',
    default: '',
    parse: networks,
    help: 'networks of reverse proxies whose X-Forwarded-For is believed: 10.0.0.0/8, loopback …',
  },
  accountPage: {
    value: 'on|off',
    default: 'on',
    parse: truth,
    help: 'serve the page at /account: sign in, see and end sessions, change the password',
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
  traces: {
    default: 'off',
    parse: truth,
    help: 'make spans of requests for the SDK of OpenTelemetry that node was told to --import',
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
