import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'

/** What each door gives at run time. A name here is a promise: adding one or taking one away is a release. */
const doors: Readonly<Record<string, readonly string[]>> = {
  latchkey: [
    'AuthError',
    'authRequired',
    'createAccessTokens',
    'createAuth',
    'createRevocationFeed',
    'defineAccessToken',
    'memory',
    'parseAuthorization',
  ],
  'latchkey/jwt': ['parseJson', 'signJwt', 'verifyCompact', 'verifyJwt'],
  'latchkey/keys': [
    'checkAlgorithms',
    'createKeyRing',
    'createMasterSecret',
    'generateKey',
    'importJwk',
    'importJwkSet',
    'isAlgorithm',
    'jwsAlgorithms',
    'thumbprint',
  ],
  'latchkey/mail': ['MailError', 'createOutbox', 'smtpMailer'],
  'latchkey/opentelemetry': ['openTelemetry'],
  'latchkey/passwords': [
    'createPasswords',
    'flaskSecurityHash',
    'hashPassword',
    'inspectHash',
    'sha256Crypt',
    'verifyPassword',
  ],
  'latchkey/signing': [
    'BadData',
    'BadHeader',
    'BadPayload',
    'BadSignature',
    'BadTimeSignature',
    'FlaskValue',
    'HMACAlgorithm',
    'JSONWebSignatureSerializer',
    'NoneAlgorithm',
    'PythonFloat',
    'Serializer',
    'SignatureExpired',
    'Signer',
    'TimedJSONWebSignatureSerializer',
    'TimedSerializer',
    'TimestampSigner',
    'URLSafeSerializer',
    'URLSafeTimedSerializer',
    'base64Decode',
    'base64Encode',
    'bytesToInt',
    'compactJson',
    'inspectUnverified',
    'intToBytes',
    'json',
    'makeSecureToken',
    'makeSessionIdentifier',
    'readFlaskSession',
    'readRememberCookie',
    'writeFlaskSession',
    'writeRememberCookie',
  ],
  'latchkey/verifier': [
    'AuthError',
    'authRequired',
    'createRevocationSet',
    'createVerifier',
    'eventFeed',
    'parseAuthorization',
  ],
  'latchkey/storage': ['memory'],
  'latchkey/store-contract': ['storeContract'],
  'latchkey/sqlite': ['backupSqlite', 'inspectSqlite', 'restoreSqlite', 'sqlite'],
  'latchkey/postgres': ['postgres'],
  'latchkey/flask-security': ['createFlaskSecurity'],
  'latchkey/http': [
    'clientGone',
    'createAuthorize',
    'createCors',
    'createCredentialReader',
    'createHandler',
    'credentialCookie',
    'goneResponse',
    'originSet',
    'parseBasic',
    'problem',
    'readBytes',
    'refusal',
    'refuseCrossSite',
  ],
  'latchkey/basic-token': [
    'Unauthorized',
    'createBasicToken',
    'httpBasicAuth',
    'httpTokenAuth',
    'multiAuth',
  ],
  'latchkey/twopi': ['TokenRefused', 'createTwopi', 'twopiAccessToken'],
  'latchkey/flask-login': ['createFlaskLogin'],
  'latchkey/express': ['guard', 'mount'],
  'latchkey/fastify': ['guard', 'mount'],
  'latchkey/hono': ['guard', 'mount'],
  'latchkey/koa': ['guard', 'mount'],
  'latchkey/nest': ['guard', 'mount'],
  'latchkey/node': ['guard', 'mount'],
  'latchkey/client': ['ClientError', 'createClient'],
  'latchkey/client/dpop': ['dpopFetch'],
  'latchkey/client/react': ['SignedIn', 'useSession'],
  'latchkey/client/testing': ['createFlakyNetwork', 'createVirtualBrowser', 'createVirtualClock'],
  'latchkey/server': [
    'ConfigError',
    'createLog',
    'databaseFile',
    'examine',
    'flagOf',
    'makeDataDirectory',
    'openAuth',
    'openStore',
    'readConfig',
    'readFlaskSecuritySaltFile',
    'readPrivateBytes',
    'readPrivateFile',
    'readSecretFile',
    'readSecretKeyFile',
    'redact',
    'serve',
    'settingKeys',
    'settings',
    'variableOf',
    'weakenings',
  ],
}

const root = new URL('..', import.meta.url)
const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  exports: Record<string, string | { node?: string; default: string }> // as npm reads them
}
const entries = new Map(
  Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string'
      ? []
      : [[path.replace('.', 'latchkey'), target.node ?? target.default]],
  ),
)

const namesOf = async (door: string): Promise<string[]> => {
  const module: object = await import(door)
  return Object.keys(module).toSorted()
}

/** Whatever a file of `dist` loads from elsewhere, itself or by what it imports. */
function loads(entry: string): { readonly files: number; readonly packages: ReadonlySet<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: URL): void => {
    if (files.has(file.href)) return
    files.add(file.href)
    const source = readFileSync(fileURLToPath(file), 'utf8')
    const imports = source.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"\n]+)['"]/g)
    for (const [, specifier = ''] of imports) {
      if (specifier.startsWith('.')) visit(new URL(specifier, file))
      else if (!specifier.startsWith('node:')) packages.add(specifier)
    }
  }
  visit(new URL(entry, root))
  return { files: files.size, packages }
}

describe('the doors of the package', () => {
  it('are these', () => assert.deepEqual([...entries.keys()], Object.keys(doors)))

  for (const [door, names] of Object.entries(doors)) {
    it(`${door} gives what it promises, and nothing else`, async () => {
      assert.deepEqual(await namesOf(door), names)
    })
  }

  it('J64 none gives what a token says before it is verified, unless its name says so', async () => {
    const names = await Promise.all(Object.keys(doors).map(namesOf))
    const reading = names
      .flat()
      .filter((name) => /decode|peek|unsafe|unverified|parse.*token/i.test(name))
    assert.deepEqual(reading, ['base64Decode', 'inspectUnverified'])
  })

  for (const door of ['latchkey/verifier', 'latchkey/jwt', 'latchkey/client']) {
    it(`${door} loads no package, all the way down`, () => {
      const { files, packages } = loads(entries.get(door) ?? '')
      assert.ok(files > 5)
      assert.deepEqual([...packages], [])
    })
  }

  // What resolves `latchkey/verifier` in Cloudflare Workers, on the edge of Vercel, for the web, and in Node.
  for (const [condition, expected] of [
    ['workerd', 'web-verifier'],
    ['edge-light', 'web-verifier'],
    ['browser', 'web-verifier'],
    ['node', 'verifier'],
  ]) {
    it(`latchkey/verifier is dist/tokens/${expected}.js for ${condition}`, () => {
      const flags = ['--conditions', condition ?? '', '--input-type=module', '--eval']
      const script = 'console.log(import.meta.resolve("latchkey/verifier"))'
      const found = execFileSync(process.execPath, [...flags, script], {
        cwd: root,
        encoding: 'utf8',
      })
      assert.equal(found.trim(), new URL(`dist/tokens/${expected}.js`, root).href)
    })
  }

  it('latchkey/verifier verifies where there is what the web has, and nothing of Node', () => {
    const script = fileURLToPath(new URL('test/tokens/edge.ts', root))
    const flags = ['--conditions', 'workerd', '--experimental-vm-modules', '--no-warnings']
    const found = execFileSync(process.execPath, [...flags, script], {
      cwd: root,
      encoding: 'utf8',
    })
    const said = ['HS256', 'RS256', 'ES256', 'Ed25519'].map((algorithm) => `${algorithm} acc_ada\n`)
    assert.equal(found, said.join(''))
  })

  it('would see a package that is loaded', () => {
    assert.ok(loads(entries.get('latchkey/http') ?? '').packages.has('zod'))
  })
})
