/** What timing-server.ts tells. */
export interface Served {
  readonly urls: Readonly<Record<'native' | 'flask' | 'basicToken' | 'twopi', string>>
  /** Of the verifiers. */
  readonly credentials: readonly string[]
}

/** What goes over the socket. */
export interface Asked {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Where a stranger could learn who exists from how long an answer takes. */
export interface Endpoint {
  readonly name: string
  /**
   * One request of each kind; each number is another name. The first kind is the one about which there is nothing to
   * learn: all others are held against it.
   */
  readonly arms: Readonly<Record<string, (number: number) => Asked>>
}

/** Names of each kind: each is asked about in turn. */
export const pool = 400

export const nameOf = (kind: string, n: number): string =>
  `${kind}-${String(n % pool).padStart(6, '0')}`

/** Whom a stranger asks about. */
const people = {
  'of nobody': 'other',
  'with a wrong password': 'known',
  disabled: 'ended',
  'with an imported hash': 'moved',
  'without a password': 'empty',
} as const

const armsOf = (ask: (name: string) => Asked): Endpoint['arms'] =>
  Object.fromEntries(
    Object.entries(people).map(([arm, kind]) => [arm, (n: number) => ask(nameOf(kind, n))]),
  )

const basic = (name: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
})

const get = (url: string, headers: Record<string, string>): Asked => ({
  method: 'GET',
  url,
  headers,
})

const postJson = (url: string, body: object): Asked => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: JSON.stringify(body),
})

const postForm = (url: string, headers: Record<string, string>, body: string): Asked => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body,
})

const password = 'no such password'
const wrong = 'A'.repeat(43)
const addressOf = (name: string): string => `${name}@example.com`

/** All that are asked. */
export function endpointsOf({ urls, credentials }: Served): readonly Endpoint[] {
  const { native, flask, basicToken, twopi } = urls
  const client = (kind: string) => (n: number) => {
    const headers = basic(nameOf(kind, n), `lkc_${wrong}`)
    return postForm(`${native}/oauth/token`, headers, 'grant_type=client_credentials')
  }
  const verifier = (id: string): Asked => {
    const headers = { authorization: `Bearer lkv_${id}${wrong}` }
    return postForm(`${native}/oauth/introspect`, headers, 'token=x')
  }
  const mailed = (path: string, kind: string) => (n: number) =>
    postJson(flask + path, { email: addressOf(nameOf(kind, n)) })
  const register = (name: string): Asked =>
    postJson(`${flask}/register`, { email: addressOf(name), password: 'seven lamps in a harbour' })
  return [
    {
      name: 'POST /api/v1/login, a username',
      arms: armsOf((username) => postJson(`${native}/api/v1/login`, { username, password })),
    },
    {
      name: 'POST /api/v1/login, an address',
      arms: armsOf((name) =>
        postJson(`${native}/api/v1/login`, { email: addressOf(name), password }),
      ),
    },
    {
      name: 'GET /token',
      arms: armsOf((name) => get(`${native}/token`, basic(name, password))),
    },
    {
      name: 'POST /oauth/token, a client',
      arms: { 'of nobody': client('other'), 'with a wrong secret': client('known') },
    },
    {
      name: 'POST /oauth/introspect, a verifier',
      arms: {
        'of nobody': (n) => verifier(String(n).padStart(22, 'A')),
        'with a wrong secret': (n) => verifier((credentials[n % pool] ?? '').slice(4, 26)),
      },
    },
    {
      name: 'flask-security POST /login',
      arms: armsOf((name) => postJson(`${flask}/login`, { email: addressOf(name), password })),
    },
    {
      name: 'flask-security POST /register',
      arms: {
        'of nobody': (n) => register(`never-${String(n).padStart(6, '0')}`),
        'that is taken': (n) => register(nameOf('known', n)),
      },
    },
    {
      name: 'flask-security POST /reset',
      arms: {
        'of nobody': mailed('/reset', 'other'),
        'that is known': mailed('/reset', 'known'),
        disabled: mailed('/reset', 'ended'),
      },
    },
    {
      name: 'flask-security POST /confirm',
      arms: {
        'of nobody': mailed('/confirm', 'other'),
        'that is known': mailed('/confirm', 'moved'),
      },
    },
    {
      name: 'basic-token GET /token',
      arms: armsOf((name) => get(`${basicToken}/token`, basic(name, password))),
    },
    {
      name: 'twopi POST /login',
      arms: armsOf((username) => postJson(`${twopi}/login`, { username, password })),
    },
  ]
}
