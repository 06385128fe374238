import type { IssuedToken } from '../auth/index.ts'
import { AuthError } from '../errors.ts'
import { hasTokenForm } from '../tokens/index.ts'
import type { ShortTokenAnswer } from '../wire.ts'
import { credentialRequest } from './authenticate.ts'
import type { BasicCredentials } from './basic.ts'
import { parseBasic } from './basic.ts'
import { readAuthorization } from './credentials.ts'
import { signInContext } from './login.ts'
import type { Exchange, Route } from './route.ts'
import { json } from './route.ts'
import { shortTokenAnswer } from './schemas.ts'

export const token: Route = {
  method: 'GET',
  path: '/token',
  summary: 'A token for curl',
  description:
    'HTTP Basic with a name (or an e-mail address) and a password starts a session that ends with its access token. A good access token as the name, with anything as the password, gets the next one, for a day by default; then the password is needed again.',
  needs: 'basic',
  presents: 'password',
  effect: true,
  status: 200,
  answers: { description: 'The access token.', schema: shortTokenAnswer },
  problems: [
    'invalid_request',
    'password_too_long',
    'credentials_missing',
    'invalid_credentials',
    'account_disabled',
    'cross_site_request',
    'rate_limited',
    'overloaded',
    'temporarily_unavailable',
  ],
  answer: async (exchange) => {
    const issued = await issue(readBasic(exchange.request), exchange)
    const answer: ShortTokenAnswer = { token: issued.accessToken, duration: issued.expiresIn }
    return json(answer)
  },
}

function readBasic(request: Request): BasicCredentials {
  const authorization = readAuthorization(credentialRequest(request))
  if (authorization === undefined || !/^basic\b/i.test(authorization)) {
    throw new AuthError('credentials_missing', 'the request has no Basic credentials')
  }
  const credentials = parseBasic(authorization)
  if (!credentials) throw new AuthError('password_mismatch', 'unreadable Basic credentials')
  return credentials
}

function issue({ name, password }: BasicCredentials, exchange: Exchange): Promise<IssuedToken> {
  const { auth } = exchange
  if (hasTokenForm(name)) return auth.extend(name)
  const who = name.includes('@') ? { email: name } : { username: name }
  return auth.signInForToken({ ...who, password }, signInContext(exchange))
}
