// Holds docs/ to the code: what it lists is complete, and what it shows compiles.
import assert from 'node:assert/strict'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { AuthError, type AuthErrorCode } from '../src/errors.ts'
import { refusal } from '../src/http/index.ts'
import { flagOf, settingKeys, settings, variableOf } from '../src/server/index.ts'
import { run } from './interop/run.ts'

const root = new URL('..', import.meta.url).pathname
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const library = read('docs/library.md')
const configuration = read('docs/configuration.md')

/** The rows of a page's tables that begin with `code`, without their first cell. */
const rowsOf = (page: string): Map<string, string> =>
  new Map(
    [...page.matchAll(/^\| `([^`]+)`[^|]*\|(.*)\|$/gm)].map(([, key = '', row = '']) => [key, row]),
  )

/** What stands below a heading, up to the next one that is not lower. */
function section(page: string, heading: string): string {
  const [, text = ''] = page.split(new RegExp(`^##+ ${RegExp.escape(heading)}$`, 'm'))
  assert.notEqual(text, '', `no section ${heading}`)
  return text.split(/^##/m, 1).join()
}

/** The keys of an interface, as its source declares them. */
function keysOf(file: string, name: string): string[] {
  const declaration = new RegExp(`^export interface ${name}\\b[^{]*\\{\\n(.*?)^\\}`, 'ms')
  const [, body = ''] = declaration.exec(read(file)) ?? []
  const keys = [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, key = '']) => key)
  assert.ok(keys.length > 0, `${name} is not in ${file}`)
  return keys
}

/** Which section of docs/configuration.md lists which interface, and what its names begin with there. */
const options: readonly (readonly [
  heading: string,
  file: string,
  name: string,
  prefix?: string,
])[] = [
  ['createAuth', 'auth/auth-options', 'AuthOptions'],
  ['passwords', 'passwords/passwords', 'PasswordOptions'],
  ['passwords', 'passwords/scheme', 'Argon2idParameters', 'argon2id.'],
  ['signInLimits', 'accounts/sign-in-limits', 'SignInLimits'],
  ['sqlite', 'sqlite/sqlite', 'SqliteOptions'],
  ['postgres', 'postgres/index', 'PostgresOptions'],
  ['mount and createHandler', 'http/handler', 'HandlerOptions'],
  ['mount and createHandler', 'middleware/hono', 'MountOptions'],
  ['guard', 'http/authorize', 'Requirements'],
  ['guard', 'http/credentials', 'CredentialOptions'],
  ['guard', 'middleware/authenticate', 'GuardOptions'],
  ['guard', 'middleware/node', 'NodeGuardOptions'],
  ['createVerifier', 'tokens/token-check-options', 'TokenCheckOptions'],
  ['createVerifier', 'tokens/create-verifier', 'VerifierOptions'],
  ['createVerifier', 'tokens/verified-tokens', 'VerifiedTokensOptions', 'cache.'],
  ['eventFeed', 'tokens/event-feed', 'EventFeedOptions'],
  ['serve() in code', 'server/serve', 'ServeOptions'],
  ['serve() in code', 'server/connections', 'ConnectionLimits', 'limits.'],
]

describe('docs/configuration.md', () => {
  const rows = rowsOf(configuration)

  for (const key of settingKeys) {
    it(`names the setting ${flagOf(key)}, its variable and its default`, () => {
      const row = rows.get(flagOf(key)) ?? assert.fail('no row')
      const [variable, shown] = row.split('|').map((cell) => cell.trim())
      const { default: value = '' } = settings[key]
      assert.equal(variable, `\`${variableOf(key)}\``)
      assert.equal(shown, value && `\`${value}\``)
    })
  }

  for (const [heading, file, name, prefix = ''] of options) {
    it(`lists every key of ${name}`, () => {
      const listed = rowsOf(section(configuration, heading))
      for (const key of keysOf(`src/${file}.ts`, name)) assert.ok(listed.has(prefix + key), key)
    })
  }

  it('lists how passwords wait for a core', () => {
    const listed = rowsOf(section(configuration, 'passwords'))
    const keys = keysOf('src/passwords/governor.ts', 'GovernorOptions')
    // `now` is not one of PasswordOptions.
    for (const key of keys) assert.equal(listed.has(key), key !== 'now', key)
  })
})

/** Pages of their own, and the interfaces whose keys each lists. */
const pages: readonly (readonly [page: string, file: string, name: string])[] = [
  ['basic-token', 'basic-token/tokens', 'TokenOptions'],
  ['basic-token', 'basic-token/users', 'UsersOptions'],
  ['basic-token', 'basic-token/basic-token', 'BasicTokenOptions'],
  ['twopi', 'twopi/tokens', 'ShortTokenOptions'],
  ['twopi', 'twopi/twopi', 'TwopiOptions'],
  ['flask-login', 'flask-login/recognize', 'CookieOptions'],
  ['flask-login', 'flask-login/flask-login', 'FlaskLoginOptions'],
  ['client', 'client/client-options', 'ClientOptions'],
  ['mail', 'mail/outbox', 'OutboxOptions'],
  ['mail', 'mail/smtp-mailer', 'SmtpOptions'],
]

describe('the pages of modules', () => {
  for (const [page, file, name] of pages) {
    it(`docs/${page}.md lists every key of ${name}`, () => {
      const listed = new Set(
        [...read(`docs/${page}.md`).matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].flatMap(
          ([, keys = '']) => keys.split(', '),
        ),
      )
      for (const key of keysOf(`src/${file}.ts`, name)) assert.ok(listed.has(`\`${key}\``), key)
    })
  }
})

describe('docs/library.md', () => {
  it('has every code of an error, and what it is over HTTP', () => {
    const [, union = ''] =
      /export type AuthErrorCode =\n(.*?)\n\n/s.exec(read('src/errors.ts')) ?? []
    const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code]) => code as AuthErrorCode)
    assert.ok(codes.length > 40)
    const rows = rowsOf(section(library, 'Errors'))
    for (const code of codes) {
      const faces = (['access_token', 'refresh_token', 'password'] as const).map((presented) => {
        const { status, code: wire } = refusal(new AuthError(code, ''), { presented })
        return `${status} \`${wire}\``
      })
      const shown = rows.get(code)?.split('|').at(-1)?.trim() ?? ''
      assert.ok(faces.includes(shown), `${code}: expected one of ${faces.join(', ')}`)
    }
  })

  it('has every event that is sent', () => {
    const sent = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/onEvent\(\{\s*type: '(\w+)'/g)].map(([, type = '']) => type),
    )
    assert.ok(sent.length > 5)
    const rows = rowsOf(section(library, 'Events'))
    for (const type of sent) assert.ok(rows.has(type), type)
  })
})

/** The anchor that a heading gets. */
const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')

describe('the links in docs', () => {
  it('lead to headings that are there', () => {
    for (const page of globSync('docs/*.md', { cwd: root })) {
      for (const [, file = '', anchor] of read(page).matchAll(/\]\(([\w-]+\.md)?#([^)]+)\)/g)) {
        const target = read(file === '' ? page : `docs/${file}`)
        const headings = [...target.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) =>
          slug(heading),
        )
        assert.ok(headings.includes(anchor ?? ''), `${page}: ${file}#${anchor}`)
      }
    }
  })
})

describe('the code in docs', () => {
  it('compiles against the package as it is published', async () => {
    const directory = mkdtempSync(join(root, '.snippets-'))
    try {
      const projects = writeProjects(directory)
      const tsc = join(root, 'node_modules/typescript/bin/tsc')
      const runs = projects.map((project) => run(process.execPath, [tsc, '-p', project]))
      for (const { code, stdout } of await Promise.all(runs)) assert.equal(code, 0, stdout)
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})

/** One file a block. Blocks that declare something for the whole application are a project of their own. */
function writeProjects(directory: string): string[] {
  const projects = ['plain', 'global'].map((name) => join(directory, name))
  const compilerOptions = {
    isolatedDeclarations: false,
    declaration: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    experimentalDecorators: true,
    noPropertyAccessFromIndexSignature: false,
  }
  for (const project of projects) {
    mkdirSync(project)
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions,
      include: ['.'],
      exclude: [],
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config))
    // What the first block of docs/library.md makes.
    writeFileSync(join(project, 'auth.d.ts'), `declare const auth: import('latchkey').Auth\n`)
  }
  let blocks = 0
  for (const page of globSync('docs/**/*.md', { cwd: root })) {
    for (const [, code = ''] of read(page).matchAll(/^```ts\n(.*?)^```$/gms)) {
      const name = `${basename(page, '.md')}-${(blocks += 1)}.ts`
      const project = code.includes('declare global') ? 'global' : 'plain'
      // A module, though it may import nothing.
      writeFileSync(join(directory, project, name), `${code}\nexport {}\n`)
    }
  }
  assert.ok(blocks > 10)
  return projects
}
