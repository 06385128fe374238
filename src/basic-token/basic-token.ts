import type { Account } from '../accounts/index.ts'
import type { Auth, SignInContext, SignInCredentials } from '../auth/index.ts'
import { createDialect, pythonJson } from '../dialects/index.ts'
import type { DialectOptions, DialectRoute, FlaskRequest } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { createCors, type Mountable, refuseCrossSite } from '../http/index.ts'
import { hasTokenForm } from '../tokens/index.ts'
import type { HeaderSource, HttpAuth } from './http-auth.ts'
import { httpBasicAuth } from './schemes.ts'
import {
  createTokens,
  type IssuedBasicToken,
  type TokenOptions,
  type TokenOwner,
} from './tokens.ts'
import { answerRefusals } from './unauthorized.ts'
import { createUsers, type UsersOptions } from './users.ts'

export interface BasicTokenOptions extends TokenOptions, UsersOptions, DialectOptions {
  /** What the challenge calls the place. Default: `'Authentication Required'`. */
  readonly realm?: string
  /** Paths that greet whoever proves itself. Default: `/api/resource`, `/resource` and `/protected-resource`. */
  readonly resources?: readonly string[]
}

/** A request that a guard may see, with the address of its client, which limits count by. */
export type GuardedRequest = HeaderSource & {
  readonly address?: string | undefined
  /** Aborts when the client has gone. Default: never. */
  readonly signal?: AbortSignal | undefined
}

/** The endpoints of a `/token` app, and what its other routes are guarded with. */
export interface BasicToken extends Mountable {
  /** Name and password, or a token as the name, in HTTP Basic. */
  readonly guard: HttpAuth<Account, GuardedRequest>
  /** Whose a token is, for other schemes. @throws {AuthError} when it is not good now. */
  verifyToken(token: string): Promise<Account>
}

/**
 * The `/token` app: `GET /token` gives a token for a name and a password, and then the token stands where the
 * name did. `POST /users`, `GET /users/<id>`; the same below `/api` as REST-auth has it. On the accounts and
 * sessions of `auth`, so that a token ends with the sign-in it came from.
 *
 * @throws {TypeError | RangeError} for an empty secret key, an unknown era, a realm that no header can hold or `cors` that
 * cannot be.
 * @example
 * app.use(mount(createBasicToken(auth, { secretKey: process.env.SECRET_KEY })))
 */
export function createBasicToken(auth: Auth, options: BasicTokenOptions): BasicToken {
  const { realm, resources = ['/api/resource', '/resource', '/protected-resource'], cors } = options
  const anyOrigin = cors?.origins.includes('*') ?? false
  const { origins } = createCors(cors)
  const tokens = createTokens(auth, options)

  const basicAuth = <User>(
    byToken: (token: string) => Promise<User>,
    byPassword: (credentials: SignInCredentials, from: SignInContext) => Promise<User>,
  ): HttpAuth<User, GuardedRequest> =>
    httpBasicAuth<User, GuardedRequest>({
      ...(realm !== undefined && { realm }),
      verifyPassword: (name, password, { address, signal }) => {
        if (hasTokenForm(name)) return byToken(name)
        const who = name.includes('@') ? { email: name } : { username: name }
        const from = { ...(address !== undefined && { address }), ...(signal && { signal }) }
        return byPassword({ ...who, password }, from)
      },
    })

  const verifyToken = async (token: string): Promise<Account> =>
    (await tokens.verify(token)).account

  const guard = basicAuth(verifyToken, async (credentials, { address, signal }) => {
    const from = { ...(address !== undefined && { network: address }), ...(signal && { signal }) }
    return (await auth.accounts.authenticate(credentials, from)).account
  })

  const tokenGuard = basicAuth(
    async (token) => tokens.issue(await prolonged(await tokens.verify(token))),
    async (credentials, from) => tokens.issue(await auth.signInForToken(credentials, from)),
  )

  /** A token of no session could prolong itself for ever. */
  async function prolonged({ session }: TokenOwner) {
    const touched = session && (await auth.sessions.touch(session.id))
    return touched ?? sessionOver()
  }

  async function issueTo(request: FlaskRequest): Promise<IssuedBasicToken> {
    const header = (name: string): string | undefined => request.headers.get(name) ?? undefined
    // A browser adds Basic credentials by itself, and this starts a session.
    if (!anyOrigin) {
      refuseCrossSite({ method: request.method, header }, origins, { strict: false })
    }
    return tokenGuard.verify(request)
  }

  const dialect = createDialect(
    [
      ...createUsers(auth, { ...options, guard }),
      get('/token', async (request) => giveToken(await issueTo(request))),
      get('/api/token', async (request) => giveBoth(await issueTo(request))),
      ...resources.map((path) => get(path, async (request) => greet(await guard.verify(request)))),
    ],
    options,
  )
  return { ...dialect, guard, verifyToken }
}

const get = (path: string, answer: DialectRoute['answer']): DialectRoute => ({
  path,
  methods: ['GET'],
  answer: answerRefusals(answer),
})

const greet = ({ username }: Account): Response => pythonJson({ data: `Hello, ${username}!` })
const giveToken = ({ token }: IssuedBasicToken): Response => pythonJson({ token })
const giveBoth = ({ token, duration }: IssuedBasicToken): Response =>
  pythonJson({ token, duration })

function sessionOver(): never {
  throw new AuthError('session_ended', 'the session of the token is over')
}
