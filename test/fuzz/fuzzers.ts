import type { Fuzzer } from './fuzzer.ts'
import { flaskSecurity } from './flask-security.ts'
import { proofs } from './proofs.ts'
import { requests } from './requests.ts'
import { signed } from './signed.ts'
import { sockets } from './sockets.ts'
import { refreshTokens, signedJson, tokens } from './tokens.ts'

/** Something to fuzz. */
interface Fuzzed {
  readonly open: () => Promise<Fuzzer>
  /** How many cases take less than a second. */
  readonly few: number
}

/** What is fuzzed. */
export const fuzzers: Readonly<Record<string, Fuzzed>> = {
  'access tokens, ES256': { open: () => tokens('ES256'), few: 3_000 },
  'access tokens, HS256': { open: () => tokens('HS256'), few: 5_000 },
  'signed JSON': { open: signedJson, few: 5_000 },
  'refresh tokens': { open: refreshTokens, few: 5_000 },
  'itsdangerous tokens': { open: signed, few: 5_000 },
  'proofs of possession': { open: proofs, few: 2_000 },
  'Flask-Security tokens': { open: flaskSecurity, few: 2_000 },
  requests: { open: () => requests(), few: 3_000 },
  'requests to /oauth': { open: () => requests('/oauth/'), few: 2_000 },
  '64 sockets at once': { open: sockets, few: 5 },
}
