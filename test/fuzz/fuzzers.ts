import type { Fuzzer } from './fuzzer.ts'
import { flaskSecurity } from './flask-security.ts'
import { requests } from './requests.ts'
import { signed } from './signed.ts'
import { sockets } from './sockets.ts'
import { refreshTokens, signedJson, tokens } from './tokens.ts'

/** What is fuzzed. */
export const fuzzers: Readonly<Record<string, () => Promise<Fuzzer>>> = {
  'access tokens, ES256': () => tokens('ES256'),
  'access tokens, HS256': () => tokens('HS256'),
  'signed JSON': signedJson,
  'refresh tokens': refreshTokens,
  'itsdangerous tokens': signed,
  'Flask-Security tokens': flaskSecurity,
  requests,
  '64 sockets at once': sockets,
}
