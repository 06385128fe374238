import { spawnSync } from 'node:child_process'

/** A program of the system that some tests talk to. */
export interface Tool {
  /** The Debian package that brings it. */
  readonly package: string
  /** A command that succeeds where it is there. */
  readonly check: readonly [command: string, ...args: readonly string[]]
}

type FlaskLibrary = 'emailValidator' | 'flaskSecurity' | 'flaskSqlalchemy'
type PythonLibrary = 'itsdangerous' | 'passlib' | 'bcrypt' | 'argon2' | 'werkzeug'

/** Debian's own Python: another one on the PATH does not see Debian's packages. */
const library = (name: string): Tool => ({
  package: `python3-${name}`,
  check: ['/usr/bin/python3', '-c', `import ${name.replaceAll('-', '_')}`],
})

export const tools: Readonly<
  Record<'curl' | 'nginx' | 'requests' | PythonLibrary | FlaskLibrary, Tool>
> = {
  curl: { package: 'curl', check: ['curl', '--version'] },
  emailValidator: library('email-validator'),
  flaskSecurity: library('flask-security'),
  flaskSqlalchemy: library('flask-sqlalchemy'),
  itsdangerous: library('itsdangerous'),
  nginx: { package: 'nginx', check: ['/usr/sbin/nginx', '-v'] },
  requests: library('requests'),
  passlib: library('passlib'),
  bcrypt: library('bcrypt'),
  argon2: library('argon2'),
  werkzeug: library('werkzeug'),
}

export const isThere = ({ check: [command, ...args] }: Tool): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0

/**
 * Options for a test that needs tools. Without one of them the test is skipped, and says so loudly;
 * with `CI=true` it runs, and fails.
 */
export function needs(...names: readonly (keyof typeof tools)[]): {
  readonly skip: string | false
} {
  const missing = names.filter((name) => !isThere(tools[name]))
  if (missing.length === 0 || process.env['CI'] === 'true') return { skip: false }
  const packages = missing.map((name) => tools[name].package).join(' ')
  const reason = `NOT TESTED: ${missing.join(', ')} missing; apt-get install ${packages}`
  console.error(reason)
  return { skip: reason }
}
