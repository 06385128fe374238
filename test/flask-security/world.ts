import { createAuth } from '../../src/auth/index.ts'
import type { Auth } from '../../src/auth/index.ts'
import { newAccountRecord } from '../../src/accounts/index.ts'
import type { Clock } from '../../src/clock.ts'
import { pythonJson } from '../../src/dialects/index.ts'
import { createOutbox } from '../../src/mail/index.ts'
import type { MailMessage, Outbox } from '../../src/mail/index.ts'
import { createFlaskSecurity } from '../../src/flask-security/index.ts'
import type {
  FlaskRequirements,
  FlaskSecurity,
  FlaskSecurityOptions,
} from '../../src/flask-security/index.ts'
import { createPasswords } from '../../src/passwords/index.ts'
import { memory } from '../../src/storage/index.ts'
import type { Store } from '../../src/storage/index.ts'

export const secretKey = 'test-secret-key-flask-security'
export const origin = 'http://127.0.0.1:40071'

/** An account of a recorded application: name, password, whether it is active, roles, how tokens name it. */
export type User = readonly [string, string | undefined, boolean, readonly string[], string]

/** Those of 1.7.4. What is not recorded of them is made up. */
export const firstUsers: readonly User[] = [
  ['ok', '1234', true, [], '1.d4be04e1bbd9f024d998aef805d0ace0'],
  ['admin', '1234', true, ['admin'], '2.4a69dddc1517e747761d350c7a2b398b'],
  ['inactive', '1234', false, [], '3.0'],
  ['nopass', undefined, true, [], '4.0'],
]

/** Those of the others. */
export const users: readonly [User, ...User[]] = [
  ['ok', 'correct horse battery', true, ['user'], 'e4774cdda0793f86414e8b9140bb6db4'],
  ['admin', 'admin password 1', true, ['user', 'admin'], '270c1b084f3f146eb5787075158d9c53'],
  ['inactive', 'correct horse battery', false, ['user'], '532a7b8e0328a8d05a8e6258b28b9a36'],
  ['change', 'correct horse battery', true, ['user'], '7b8d62fd2f0f5b2e3ba5437e5b983128'],
  ['editor', 'correct horse battery', true, ['editor'], '4d0a87b63b7290cd64404e2d8098dee1'],
  ['nopass', undefined, true, [], 'a6a03a321dfc9ab85c186fe4b38338a2'],
  ['unconfirmed', 'correct horse battery', true, ['user'], '6bce05df9831da7799a5edc4f7abfbec'],
  ['ünïcode', 'pässwörd ✓ 日本', true, [], '077393852be20e37026d6281827662f2'],
]

/** What its pages are behind, by path. */
export const protectedPages: Readonly<Record<string, FlaskRequirements>> = {
  '/protected-token': { mechanisms: ['token'] },
  '/protected-auth': {},
  '/protected-any': { mechanisms: ['token', 'session', 'basic'] },
  '/protected-session': { mechanisms: ['session'] },
  '/protected-basic': { mechanisms: ['basic'] },
  '/protected-basic-realm': { mechanisms: ['basic'], realm: 'my realm' },
  '/role-admin': { roles: ['admin'] },
  '/role-both': { roles: ['admin', 'user'] },
  '/role-any': { anyRole: ['admin', 'editor'] },
  '/perm-write': { permissions: ['read', 'write'] },
  '/perm-any': { anyPermission: ['write', 'edit'] },
  '/fresh': { within: 3_600, grace: 0 },
  '/fresh-zero': { within: 0, grace: 60 },
  '/protected': { mechanisms: ['token'] },
  '/http': { mechanisms: ['basic'] },
  '/multi': { mechanisms: ['token', 'session', 'basic'] },
  '/admin': { roles: ['admin'] },
}

/** What those of 1.7.4 say. */
const firstPages: Readonly<Record<string, string>> = {
  '/protected': "you're logged in by Token!",
  '/http': 'http',
  '/multi': 'multi',
  '/admin': 'admin',
}

export const permissions: Readonly<Record<string, readonly string[]>> = {
  user: ['read'],
  admin: ['read', 'write'],
  editor: ['edit', 'read'],
}

/** Everything that the originals do and a safe server does not. */
export const faithful = {
  insecureDetailedErrors: true,
  insecureTokensOutliveSignOut: true,
  insecureCookies: true,
  insecureRememberCookie: true,
  insecureSignInAfterConfirmation: true,
  insecureEmailInUrls: true,
  tokenMaxAge: 'insecure-unlimited',
  resetMaxAge: '5d',
  confirmMaxAge: '5d',
} as const

export interface World {
  readonly auth: Auth
  readonly store: Store
  readonly flask: FlaskSecurity
  readonly outbox: Outbox
  /** In the order they were sent. */
  readonly letters: readonly MailMessage[]
  readonly fetch: (request: Request) => Promise<Response>
  close(): Promise<void>
}

const weak = { memoryCost: 8, timeCost: 1, parallelism: 1 }
const hashes = new Map<string, Promise<string>>()

function hashOf(password: string): Promise<string> {
  const hash = hashes.get(password) ?? createPasswords({ argon2id: weak }).hash(password)
  hashes.set(password, hash)
  return hash
}

export interface WorldOptions {
  /** Default: 10 seconds. */
  readonly retryWindow?: number
  /** Whether any number of letters goes to one address. Default: `false`. */
  readonly insecureAnyLetters?: boolean
}

/** An application like the recorded ones. */
export async function createWorld(
  clock: Clock,
  options: Omit<FlaskSecurityOptions, 'store' | 'secretKey'> = {},
  { retryWindow = 10, insecureAnyLetters = false }: WorldOptions = {},
): Promise<World> {
  const { generation } = options
  const store = memory()
  const auth = await createAuth({
    issuer: 'https://api.example.com',
    audience: 'api',
    store,
    secret: 'a secret of the tests that is long enough',
    clock,
    retryWindow,
    passwords: { minLength: 8, argon2id: weak },
    signInLimits: 'insecure-unlimited',
  })
  for (const [name, password, isActive, roles, uniquifier] of generation === '1.7'
    ? firstUsers
    : users) {
    const email = `${name}@example.com`
    const record = newAccountRecord({ username: name, email, roles }, clock(), {
      ...(!isActive && { disabledAt: clock() }),
    })
    const passwordHash = password === undefined ? undefined : await hashOf(password)
    await store.insertAccount({ ...record, passwordHash })
    const identity = { accountId: record.id, uniquifier, passwordVersion: 1, tokensFrom: 0 }
    await store.putFlaskIdentity(identity)
    if (name !== 'unconfirmed' && record.emailKey !== undefined) {
      await store.confirmFlaskIdentity(record.id, record.emailKey)
    }
  }
  const letters: MailMessage[] = []
  const outbox = createOutbox({
    mailer: { send: async (message) => void letters.push(message) },
  })
  const flask = createFlaskSecurity(auth, {
    outbox,
    recoverable: true,
    store: insecureAnyLetters ? { ...store, spendBudgets: async () => 0 } : store,
    secretKey,
    clock,
    registerable: true,
    changeable: true,
    permissions,
    passwordMinLength: 8,
    csrf: 'insecure-off',
    ...options,
  })
  const pages = new Map(
    Object.entries(protectedPages).map(([path, requirements]) => [
      path,
      flask.protect(requirements, ({ account, via }) => {
        const text = firstPages[path]
        if (text === undefined) return pythonJson({ email: account.email, via })
        return new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } })
      }),
    ]),
  )
  return {
    auth,
    store,
    flask,
    outbox,
    letters,
    fetch: (request) => {
      const page = pages.get(new URL(request.url).pathname)
      const context = { address: '127.0.0.1' }
      return page ? page(request, context) : flask.fetch(request, context)
    },
    close: () => auth.close(),
  }
}
