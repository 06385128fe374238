import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, it } from 'node:test'

const primitives = [
  'errors',
  'events',
  'clock',
  'encoding',
  'bytes',
  'hmac',
  'random',
  'defaults',
  'revocation',
  'trace',
  'whole',
]
const domain = ['audit', 'accounts', 'sessions', 'tokens', 'clients']

/** Who may import whom, beside itself: arrows point down. A file of `src/` is its own module. */
const mayImport: Record<string, readonly string[]> = {
  errors: [],
  events: ['errors'],
  clock: [],
  revocation: ['clock'],
  trace: [],
  encoding: [],
  bytes: ['encoding'],
  hmac: [],
  random: ['bytes'],
  whole: ['bytes'],
  defaults: [],
  wire: [],
  client: ['wire'],
  keys: primitives,
  jwt: ['keys', ...primitives],
  passwords: primitives,
  signing: primitives,
  accounts: ['passwords', ...primitives],
  sessions: ['accounts', 'keys', ...primitives],
  tokens: ['accounts', 'sessions', 'jwt', 'keys', ...primitives],
  audit: ['keys', ...primitives],
  clients: ['accounts', ...primitives],
  feed: ['tokens', ...primitives],
  storage: [...domain, 'keys', ...primitives],
  'store-contract': ['storage', ...domain, 'keys', ...primitives],
  sqlite: ['storage', ...primitives],
  postgres: ['storage', 'tokens', ...primitives],
  auth: ['feed', 'storage', ...domain, 'passwords', 'jwt', 'keys', ...primitives],
  index: ['auth', 'feed', 'storage', ...domain, 'passwords', 'keys', ...primitives],
  http: ['auth', 'wire', ...domain, 'jwt', 'keys', ...primitives],
  dialects: ['http', 'signing', ...primitives],
  'basic-token': ['dialects', 'http', 'auth', ...domain, 'signing', ...primitives],
  twopi: ['dialects', 'http', 'auth', ...domain, 'jwt', 'keys', ...primitives],
  'flask-login': ['dialects', 'http', 'auth', 'wire', ...domain, 'signing', ...primitives],
  mail: primitives,
  opentelemetry: primitives,
  'flask-security': [
    'dialects',
    'http',
    'auth',
    ...domain,
    'passwords',
    'mail',
    'signing',
    ...primitives,
  ],
  middleware: ['http', 'auth', 'tokens', ...primitives],
  server: [
    'basic-token',
    'flask-login',
    'flask-security',
    'mail',
    'opentelemetry',
    'twopi',
    'http',
    'auth',
    'sqlite',
    'postgres',
    'storage',
    ...domain,
    'passwords',
    'jwt',
    'keys',
    ...primitives,
  ],
  cli: [
    'server',
    'auth',
    'sqlite',
    'postgres',
    'storage',
    ...domain,
    'passwords',
    'signing',
    'jwt',
    'keys',
    ...primitives,
  ],
}

/** The npm packages and Node modules beyond `node:crypto` that a module may load at run time. */
const mayLoad: Record<string, RegExp> = {
  // The adapter alone; that nothing else does is for test/exports.test.ts to say.
  client: /^react$/,
  passwords: /^(@node-rs\/(argon2|bcrypt)|node:.+)$/,
  signing: /^(pako|node:(crypto|zlib))$/,
  storage: /^(kysely|node:.+)$/,
  sqlite: /^(kysely|node:.+)$/,
  postgres: /^(kysely|pg|node:.+)$/,
  'store-contract': /^node:.+$/,
  http: /^(hono.*|zod|node:.+)$/,
  middleware: /^node:.+$/,
  mail: /^nodemailer$/,
  server: /^(@hono\/node-server|@opentelemetry\/api|pino|prom-client|hono.*|node:.+)$/,
  cli: /^(commander|csv-parse|node:.+)$/,
}

const imports = /^(import|export)( type)?\s[^'";]*?from\s+'([^']+)'/gm
/**
 * Storage has a second door, for databases: through the first one, memory() would load the SQL compiler (85 ms).
 * So have keys and jwt, for runtimes without Node.
 */
const doors = /^src\/([^/]+|[^/]+\/index|storage\/sql-store|(keys|jwt)\/portable)\.ts$/
const moduleOf = (file: string): string => file.split('/')[1]?.replace(/\.ts$/, '') ?? ''

interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8')
  return [...source.matchAll(imports)].map(([, , type, specifier = '']) => ({
    specifier,
    typeOnly: type !== undefined,
  }))
}

/** Every file that is loaded with this one, and the modules of others that they load. */
function graph(entry: string): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, readonly string[]>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    const specifiers = importsOf(file)
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ specifier }) => specifier)
    seen.set(
      file,
      specifiers.filter((specifier) => !specifier.startsWith('.')),
    )
    for (const specifier of specifiers) {
      if (specifier.startsWith('.')) visit(posix.join(posix.dirname(file), specifier))
    }
  }
  visit(entry)
  assert.ok(seen.size > 10)
  return seen
}

const files = globSync('src/**/*.ts').toSorted()

describe('the architecture', () => {
  it('is made of files', () => assert.ok(files.length > 50))

  for (const file of files) {
    it(`${file} imports only what its module may, by the door`, () => {
      const from = moduleOf(file)
      for (const { specifier } of importsOf(file).filter((found) =>
        found.specifier.startsWith('.'),
      )) {
        const target = posix.join(posix.dirname(file), specifier)
        const to = moduleOf(target)
        if (from === to) continue
        assert.ok(mayImport[from]?.includes(to), `${from} may not import ${to}`)
        assert.match(target, doors, `${to} is entered by its door`)
      }
    })

    it(`${file} loads only the packages its module may`, () => {
      const allowed = mayLoad[moduleOf(file)] ?? /^node:.+$/
      for (const { specifier, typeOnly } of importsOf(file)) {
        if (specifier.startsWith('.') || typeOnly) continue
        assert.match(specifier, allowed)
      }
    })

    // The table of defaults has a row for every bound there is.
    if (file === 'src/defaults.ts') continue
    it(`${file} is no longer than 250 lines`, () => {
      assert.ok(readFileSync(file, 'utf8').split('\n').length <= 251)
    })
  }

  it('keeps the verifier and jwt free of packages, all the way down', () => {
    for (const entry of ['src/jwt/index.ts', 'src/tokens/verifier.ts']) {
      for (const [file, foreign] of graph(entry)) {
        for (const specifier of foreign) assert.match(specifier, /^node:/, file)
      }
    }
  })

  it('keeps the verifier for the web free of Node, all the way down', () => {
    for (const [file, foreign] of graph('src/tokens/web-verifier.ts')) {
      assert.deepEqual(foreign, [], file)
      // Of those that have it, encoding.ts alone takes what is faster.
      if (file === 'src/encoding.ts') continue
      assert.doesNotMatch(
        readFileSync(file, 'utf8'),
        /\b(Buffer|process\.\w|require\(|NodeJS)/,
        file,
      )
    }
  })
})
