// The guards of test/interop/httpauth_peer.py, and an application that answers as that one does.
import { pythonJson } from '../../src/dialects/index.ts'
import {
  httpBasicAuth,
  httpTokenAuth,
  multiAuth,
  Unauthorized,
} from '../../src/basic-token/index.ts'
import type { HttpAuth, OptionalHttpAuth } from '../../src/basic-token/index.ts'

const users = new Map([
  ['susan', 'bye'],
  ['bob', 'ünï'],
  ['empty', ''],
])
const tokens = new Map([
  ['tok1', 'susan'],
  ['tok2', 'bob'],
])
const rolesOf = (user: string): string[] => [user === 'susan' ? 'admin' : 'user']
const verifyPassword = (name: string, password: string) =>
  users.get(name) === password ? name : undefined
const verifyToken = (token: string) => tokens.get(token)

const basic = httpBasicAuth({ verifyPassword, rolesOf })
const token = httpTokenAuth({ verifyToken, rolesOf })
const realm = httpBasicAuth({ verifyPassword, realm: 'My Realm' })
const token2 = httpTokenAuth({
  scheme: 'Token',
  realm: 'R2',
  verifyToken: (text) => (text === 'tok1' ? 'x' : undefined),
})
const apikey = httpTokenAuth({
  scheme: 'ApiKey',
  header: 'X-API-Key',
  verifyToken: (text) => (text === 'key1' ? 'k' : undefined),
})
const err = httpBasicAuth<string>({
  verifyPassword: () => undefined,
  refuse: (status) => pythonJson({ error: 'nope', status }, status),
})

type Place = readonly [guard: HttpAuth<string>, requirements?: Partial<OptionalHttpAuth>]

export const places: Readonly<Record<string, Place>> = {
  '/basic': [basic],
  '/basic-realm': [realm],
  '/basic-admin': [basic, { role: 'admin' }],
  '/basic-optional': [basic, { optional: true }],
  '/basic-multi-role': [basic, { role: ['user', ['admin', 'root']] }],
  '/token': [token],
  '/token-admin': [token, { role: 'admin' }],
  '/token2': [token2],
  '/apikey': [apikey],
  '/getpw': [basic],
  '/err': [err],
  '/token-optional': [token, { optional: true }],
  '/multi': [multiAuth([basic, token])],
  '/multi2': [multiAuth([token, basic])],
  '/multi-admin': [multiAuth([basic, token]), { role: 'admin' }],
}

/** `options`: what Flask-HTTPAuth does and we do when asked. */
export async function answer(
  request: Request,
  weaker: { readonly allowWrongCredentials?: boolean; readonly openToOptions?: boolean } = {},
): Promise<Response> {
  const { pathname } = new URL(request.url)
  const [guard = basic, { role, optional = false } = {}] = places[pathname] ?? []
  const open = weaker.openToOptions === true && request.method === 'OPTIONS'
  const lenient = (optional && weaker.allowWrongCredentials) || open
  try {
    const user = await guard.verify(request, {
      ...(role !== undefined && { role }),
      optional: lenient ? 'allow-wrong-credentials' : optional,
    })
    return pythonJson({ path: pathname, user: user ?? null })
  } catch (error) {
    if (error instanceof Unauthorized) return error.toResponse()
    throw error
  }
}
