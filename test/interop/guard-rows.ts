// What is asked of every framework's guard, and what it answers.
import type { Routes } from '../middleware/apps.ts'

export const routes: Routes = {
  '/any': {},
  '/orders': { scope: 'orders:read' },
  '/orders/all': { scope: ['orders:read', 'orders:write'] },
  '/admin': { role: 'admin' },
  '/staff': { role: ['admin', 'clerk'] },
  '/optional': { optional: true },
  '/optional/orders': { optional: true, scope: 'orders:write' },
  '/flask': { credentials: ['bearer', 'authentication-token', 'query'] },
  '/curl': { credentials: ['basic-token'] },
  '/page': { credentials: ['cookie'] },
}

export interface Row {
  readonly id: string
  readonly path: string
  /** `{valid}` stands for that token. */
  readonly headers?: readonly (readonly [string, string])[]
  readonly expect: string
}

export const bearer = (token: string): [string, string] => ['Authorization', `Bearer ${token}`]
export const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

export const rows: readonly Row[] = [
  { id: 'no credentials', path: '/any', expect: '401 credentials_missing' },
  { id: 'valid', path: '/any', headers: [bearer('{valid}')], expect: '200 ada' },
  { id: 'J32 expired', path: '/any', headers: [bearer('{expired}')], expect: '401 invalid_token' },
  { id: 'J40 revoked', path: '/any', headers: [bearer('{revoked}')], expect: '401 invalid_token' },
  {
    id: 'J59 tampered',
    path: '/any',
    headers: [bearer('{tampered}')],
    expect: '401 invalid_token',
  },
  {
    id: 'J35 of another issuer',
    path: '/any',
    headers: [bearer('{foreign}')],
    expect: '401 invalid_token',
  },
  {
    id: 'J42 no token at all',
    path: '/any',
    headers: [bearer('a.b.c')],
    expect: '401 invalid_token',
  },
  { id: 'the right scope', path: '/orders', headers: [bearer('{valid}')], expect: '200 ada' },
  {
    id: 'a scope is missing',
    path: '/orders/all',
    headers: [bearer('{valid}')],
    expect: '403 insufficient_scope',
  },
  {
    id: 'the wrong role',
    path: '/admin',
    headers: [bearer('{valid}')],
    expect: '403 insufficient_role',
  },
  { id: 'one of the roles', path: '/staff', headers: [bearer('{valid}')], expect: '200 ada' },
  { id: 'optional, nobody', path: '/optional', expect: '200 nobody' },
  { id: 'optional, somebody', path: '/optional', headers: [bearer('{valid}')], expect: '200 ada' },
  {
    id: 'optional does not forgive',
    path: '/optional',
    headers: [bearer('{revoked}')],
    expect: '401 invalid_token',
  },
  {
    id: 'optional does not forgive an empty Bearer',
    path: '/optional',
    headers: [['Authorization', 'Bearer']],
    expect: '400 invalid_request',
  },
  {
    id: 'optional with a scope',
    path: '/optional/orders',
    headers: [bearer('{valid}')],
    expect: '403 insufficient_scope',
  },
  {
    id: 'H01 two Authorization headers',
    path: '/any',
    headers: [bearer('{valid}'), bearer('{revoked}')],
    expect: '400 invalid_request',
  },
  {
    id: 'H01 the same twice',
    path: '/any',
    headers: [bearer('{valid}'), bearer('{valid}')],
    expect: '400 invalid_request',
  },
  {
    id: 'H01 the second in other letters',
    path: '/any',
    headers: [bearer('{valid}'), ['aUTHORIZATION', basic('ada:x')]],
    expect: '400 invalid_request',
  },
  {
    id: 'H01 Basic first',
    path: '/any',
    headers: [['Authorization', basic('ada:x')], bearer('{valid}')],
    expect: '400 invalid_request',
  },
  {
    id: 'H02 scheme in lower case',
    path: '/any',
    headers: [['authorization', 'bearer {valid}']],
    expect: '200 ada',
  },
  {
    id: 'H03 two spaces',
    path: '/any',
    headers: [['Authorization', 'Bearer  {valid}']],
    expect: '200 ada',
  },
  {
    id: 'H03 a tab',
    path: '/any',
    headers: [['Authorization', 'Bearer\t{valid}']],
    expect: '400 invalid_request',
  },
  {
    id: 'H03 no space',
    path: '/any',
    headers: [['Authorization', 'Bearer{valid}']],
    expect: '400 invalid_request',
  },
  {
    id: 'H04 Bearer alone',
    path: '/any',
    headers: [['Authorization', 'Bearer']],
    expect: '400 invalid_request',
  },
  {
    id: 'H05 a list',
    path: '/any',
    headers: [['Authorization', 'Bearer {valid}, Bearer {valid}']],
    expect: '400 invalid_request',
  },
  {
    id: 'H05 two schemes',
    path: '/any',
    headers: [['Authorization', 'Bearer {valid} Basic b']],
    expect: '400 invalid_request',
  },
  {
    id: 'H06 Basic at Bearer',
    path: '/any',
    headers: [['Authorization', basic('ada:x')]],
    expect: '401 credentials_missing',
  },
  {
    id: 'H06 Basic <jwt> (hono 5463db27)',
    path: '/any',
    headers: [['Authorization', 'Basic {valid}']],
    expect: '401 credentials_missing',
  },
  {
    id: 'H06 Token <jwt>',
    path: '/any',
    headers: [['Authorization', 'Token {valid}']],
    expect: '401 credentials_missing',
  },
  {
    id: 'H06 no scheme',
    path: '/any',
    headers: [['Authorization', '{valid}']],
    expect: '401 credentials_missing',
  },
  {
    id: 'H07 percent (GHSA-xmf8-cvqr-rfgj)',
    path: '/any',
    headers: [bearer('%')],
    expect: '401 invalid_token',
  },
  {
    id: 'H07 percent-encoded',
    path: '/any',
    headers: [bearer('%41%42')],
    expect: '401 invalid_token',
  },
  { id: 'H09 Latin-1', path: '/any', headers: [bearer('\u00e9.b.c')], expect: '401 invalid_token' },
  {
    id: 'H12 in the query while disabled',
    path: '/any?auth_token={valid}&token={valid}',
    expect: '401 credentials_missing',
  },
  { id: 'H12 in the query when switched on', path: '/flask?auth_token={valid}', expect: '200 ada' },
  {
    id: 'H11 in header and query',
    path: '/flask?token={valid}',
    headers: [bearer('{valid}')],
    expect: '400 invalid_request',
  },
  {
    id: 'H13 Authentication-Token while disabled',
    path: '/any',
    headers: [['Authentication-Token', '{valid}']],
    expect: '401 credentials_missing',
  },
  {
    id: 'H13 Authentication-Token',
    path: '/flask',
    headers: [['Authentication-Token', '{valid}']],
    expect: '200 ada',
  },
  {
    id: 'H13 differs from Bearer',
    path: '/flask',
    headers: [['Authentication-Token', '{revoked}'], bearer('{valid}')],
    expect: '400 invalid_request',
  },
  {
    id: 'H13 twice',
    path: '/flask',
    headers: [
      ['Authentication-Token', '{valid}'],
      ['Authentication-Token', '{revoked}'],
    ],
    expect: '400 invalid_request',
  },
  {
    id: 'H14 a token as the Basic name',
    path: '/curl',
    headers: [['Authorization', '{basic}']],
    expect: '200 ada',
  },
  {
    id: 'H19 a cookie',
    path: '/page',
    headers: [['Cookie', '__Host-latchkey={valid}']],
    expect: '200 ada',
  },
  {
    id: 'H19 cookies in two fields',
    path: '/page',
    headers: [
      ['Cookie', 'a=b'],
      ['Cookie', '__Host-latchkey={valid}'],
    ],
    expect: '200 ada',
  },
  {
    id: 'H19 the cookie twice',
    path: '/page',
    headers: [
      ['Cookie', '__Host-latchkey={valid}'],
      ['Cookie', '__Host-latchkey={valid}'],
    ],
    expect: '400 invalid_request',
  },
]
