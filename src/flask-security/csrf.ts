import { createHash, randomBytes } from 'node:crypto'
import { equalSecrets, encodeUtf8 } from '../bytes.ts'
import { flaskCsrfMaxAge } from './defaults.ts'
import { AuthError } from '../errors.ts'
import { URLSafeTimedSerializer } from '../signing/index.ts'
import type { SecretKey, SigningOptions } from '../signing/index.ts'
import type { BrowserSession } from './browser-session.ts'
import { messages } from './messages.ts'

/** Tokens against cross-site request forgery, as Flask-WTF makes and reads them. */
export interface CsrfTokens {
  /** A token for the session, which gets a secret if it has none. */
  issue(session: BrowserSession): string
  /** What is wrong with a token; `undefined`: nothing. */
  flawOf(token: string | undefined, session: BrowserSession): string | undefined
}

/** Its name in the session and in forms. */
const field = 'csrf_token'

export function createCsrfTokens(secretKey: SecretKey, signing: SigningOptions): CsrfTokens {
  const serializer = new URLSafeTimedSerializer(secretKey, { ...signing, salt: 'wtf-csrf-token' })
  return {
    issue(session) {
      let secret = session.text(field)
      if (secret === undefined) {
        secret = createHash('sha1').update(randomBytes(64)).digest('hex')
        session.set(field, secret)
      }
      return serializer.dumps(secret)
    },
    flawOf(token, session) {
      const secret = session.text(field)
      if (!token) return messages.csrfMissing
      if (secret === undefined) return 'The CSRF session token is missing.'
      try {
        const value = serializer.loads(token, { maxAge: flaskCsrfMaxAge })
        if (typeof value === 'string' && equalSecrets(encodeUtf8(value), encodeUtf8(secret))) {
          return undefined
        }
        return 'The CSRF tokens do not match.'
      } catch (error) {
        if (!(error instanceof AuthError)) throw error
        return error.code === 'token_expired' ? 'The CSRF token has expired.' : messages.csrfInvalid
      }
    },
  }
}
