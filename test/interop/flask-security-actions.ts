import { users } from '../flask-security/world.ts'
import type { Sent } from './flask-security-peer.ts'

/** Numbers that a seed decides. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** mulberry32. */
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  is(probability: number): boolean {
    return this.number() < probability
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(this.number() * items.length)] ?? items[0]
  }
}

/** What a client of both servers knows. What each of them gave it is `{token}`, `{old}`, `{cookies}` and `{link}` in requests. */
export interface Client {
  readonly email: string
  /** By address; changed when both servers have changed it. */
  readonly passwords: Map<string, string>
  /** Of what is new. */
  serial: number
  /** Whose password the last link resets. */
  linked: string
}

const json = { 'content-type': 'application/json' }
const accepts = [
  '',
  '*/*',
  'application/json',
  'text/html,application/json;q=0.9',
  'text/html;q=0.5, application/json',
] as const
const pages = [
  '/protected-token',
  '/protected-auth',
  '/protected-any',
  '/protected-basic',
  '/role-admin',
  '/role-both',
  '/role-any',
  '/perm-write',
  '/perm-any',
  '/fresh',
  '/fresh-zero',
] as const

const body = (fields: object): Pick<Sent, 'headers' | 'body'> => ({
  headers: json,
  body: JSON.stringify(fields),
})

const form = (fields: Readonly<Record<string, string>>): Pick<Sent, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

/** The addresses that a client may be. */
export const addresses: readonly string[] = users.map(([name]) => `${name}@example.com`)

/** One request that a client may make. */
export function nextRequest(chance: Chance, client: Client): Sent {
  const make = chance.pick([
    signIn,
    signIn,
    signIn,
    call,
    call,
    call,
    call,
    change,
    verify,
    signOut,
    register,
    forget,
    reset,
    odd,
    look,
  ])
  const request = make(chance, client)
  const headers: Record<string, string> = { ...request.headers }
  if (chance.is(0.3)) headers['accept'] = chance.pick(accepts)
  // What has no view of ours touches no session here; there it may.
  const hasView = /^(GET|POST)$/.test(request.method) && !/^\/(nowhere|login\/)/.test(request.path)
  if (hasView && chance.is(0.7)) headers['cookie'] = '{cookies}'
  return { ...request, headers }
}

type Make = (chance: Chance, client: Client) => Sent

const signIn: Make = (chance, client) => {
  const email = chance.is(0.7) ? client.email : chance.pick(emails(client))
  const password = chance.is(0.8) ? (client.passwords.get(email) ?? 'none') : chance.pick(wrong)
  // SQLite knows capitals of ASCII only.
  const isPlain = /^[ -~]*$/.test(email)
  const spelled = isPlain && chance.is(0.1) ? email.toUpperCase() : email
  const fields = {
    email: spelled,
    password,
    ...(chance.is(0.2) && { remember: chance.pick(['y', 'true', 'false', '']) }),
    ...(chance.is(0.1) && { next: chance.pick(['/x', '/x?y=1']) }),
    ...(chance.is(0.1) && { more: 'x' }),
  }
  const path = `/login${chance.pick(['', '?include_auth_token', '?include_auth_token=', '?next=%2Fz'])}`
  return { method: 'POST', path, ...(chance.is(0.7) ? body(fields) : form(fields)) }
}

const call: Make = (chance) => {
  const token = (): string => chance.pick(['{token}', '{token}', '{token}', '{old}', 'bad', ''])
  const query = chance.is(0.3) ? `?auth_token=${token()}` : ''
  const path = chance.pick(pages) + query
  const header = chance.is(0.6) ? { 'authentication-token': token() } : {}
  const basic = chance.is(0.2) ? { authorization: `Basic ${chance.pick(basics)}` } : {}
  const headers = { ...header, ...basic }
  if (chance.is(0.7)) return { method: 'GET', path, headers }
  const sent = chance.pick([
    body(chance.is(0.7) ? { auth_token: token() } : {}),
    body([{ auth_token: '{token}' }]),
    form({ auth_token: '{token}' }),
    { headers: json, body: '{bad' },
  ])
  return { method: 'POST', path, body: sent.body ?? '', headers: { ...sent.headers, ...headers } }
}

const change: Make = (chance, client) => {
  const password = chance.is(0.7) ? (client.passwords.get(client.email) ?? '') : chance.pick(wrong)
  client.serial += 1
  // The original holds the new password as it was typed against the old one as it is normalised.
  const next = chance.pick([
    `violet lamps ${client.serial}`,
    'short',
    '',
    /^[ -~]*$/.test(password) ? password : '',
  ])
  const again = chance.is(0.8) ? next : chance.pick(['other lamps', ''])
  const fields = { password, new_password: next, new_password_confirm: again }
  const path = chance.is(0.5) ? '/change' : '/change?include_auth_token'
  return withToken(chance, { method: 'POST', path, ...body(chance.is(0.9) ? fields : {}) })
}

const verify: Make = (chance, client) => {
  const password = chance.is(0.7) ? (client.passwords.get(client.email) ?? '') : chance.pick(wrong)
  const path = chance.is(0.5) ? '/verify' : '/verify?include_auth_token'
  return withToken(chance, { method: 'POST', path, ...body({ password }) })
}

const signOut: Make = (chance) =>
  withToken(chance, {
    method: chance.pick(['GET', 'POST']),
    path: '/logout',
    headers: chance.is(0.5) ? json : {},
  })

const register: Make = (chance, client) => {
  client.serial += 1
  const email = chance.pick([
    `new${client.serial}@example.com`,
    client.email,
    'x',
    '',
    'a b@example.com',
  ])
  const password = chance.pick([`quiet harbour ${client.serial}`, 'short', ''])
  const path = chance.is(0.5) ? '/register' : '/register?include_auth_token'
  return { method: 'POST', path, ...body({ email, password }) }
}

const forget: Make = (chance, client) => {
  const email = chance.is(0.7) ? client.email : chance.pick(emails(client))
  const fields = chance.is(0.9) ? { email } : {}
  return { method: 'POST', path: '/reset', ...(chance.is(0.7) ? body(fields) : form(fields)) }
}

/** A form that goes well redirects: only JSON says that it did. */
const reset: Make = (chance, client) => {
  client.serial += 1
  const path = `/reset/${chance.pick(['{link}', '{link}', '{link}', 'garbage'])}`
  if (chance.is(0.2)) return { method: 'GET', path, headers: {} }
  const password = chance.pick([`amber lamps ${client.serial}`, 'short', ''])
  const again = chance.is(0.8) ? password : chance.pick(['other lamps', ''])
  const query = chance.is(0.5) ? '' : '?include_auth_token'
  return { method: 'POST', path: path + query, ...body({ password, password_confirm: again }) }
}

/** What is no form, as far as the original survives it. */
const odd: Make = (chance, { email }) => {
  const texts = [
    '',
    '[]',
    'null',
    '{}',
    '{bad',
    '{"email":null}',
    '{"email":[]}',
    '{"password":["a","b"]}',
    `{"email":["${email}"],"password":["x"]}`,
    '{"email":"\\u00e9"}',
    '{"email":"a@b"}',
    ' {} ',
    '\ufeff{}',
    '{"email":"","password":"   "}',
    `{"email":"${email}","password":"x","password":"y"}`,
  ] as const
  const path = chance.pick(['/login', '/register', '/verify', '/change', '/reset', '/logout'])
  const type = chance.pick([
    'application/json',
    'application/json; charset=utf-8',
    'application/vnd.x+json',
    'text/plain',
  ])
  return { method: 'POST', path, headers: { 'content-type': type }, body: chance.pick(texts) }
}

const look: Make = (chance) => {
  const path = chance.pick([
    '/login',
    '/logout',
    '/register',
    '/change',
    '/verify',
    '/reset',
    '/nowhere',
    '/login/',
  ])
  return withToken(chance, {
    method: chance.pick(['GET', 'GET', 'PUT', 'DELETE']),
    path,
    headers: {},
  })
}

const withToken = (chance: Chance, request: Sent): Sent =>
  chance.is(0.5)
    ? { ...request, headers: { ...request.headers, 'authentication-token': '{token}' } }
    : request

const wrong = ['wrong', '', ' ', 'x'.repeat(200), 'pässwörd'] as const
const basics = [
  'b2tAZXhhbXBsZS5jb206Y29ycmVjdCBob3JzZSBiYXR0ZXJ5',
  'b2tAZXhhbXBsZS5jb206bm8=',
  '!!!',
  'Ym9iOng=',
] as const

function emails(client: Client): [string, ...string[]] {
  return ['nobody@example.com', ...client.passwords.keys(), 'not-an-email', ' ok@example.com']
}
