import { spawnSync } from 'node:child_process'

/** A program of the system that some tests talk to. */
export interface Tool {
  /** The Debian package that brings it. */
  readonly package: string
  /** A command that succeeds where it is there. */
  readonly check: readonly [command: string, ...args: readonly string[]]
}

const libraries = [
  'argon2',
  'bcrypt',
  'cryptography',
  'email_validator',
  'flask',
  'flask_httpauth',
  'flask_login',
  'flask_security',
  'flask_sqlalchemy',
  'itsdangerous',
  'jwt',
  'passlib',
  'requests',
  'werkzeug',
  'yaml',
] as const

/** Debian's own Python: another one on the PATH does not see Debian's packages. */
const library = (name: string): Tool => ({
  package: `python3-${name.replaceAll('_', '-')}`,
  check: ['/usr/bin/python3', '-c', `import ${name}`],
})

type ToolName =
  | 'chromium'
  | 'curl'
  | 'faketime'
  | 'haproxy'
  | 'iproute2'
  | 'nftables'
  | 'nginx'
  | 'postgresql'
  | 'promtool'
  | 'python3'
  | 'strace'
  | 'systemd'
  | 'unshare'
  | (typeof libraries)[number]

/** By their names; libraries are those of Python. */
export const tools: ReadonlyMap<ToolName, Tool> = new Map<ToolName, Tool>([
  ['chromium', { package: 'chromium', check: ['/usr/bin/chromium', '--version'] }],
  ['curl', { package: 'curl', check: ['curl', '--version'] }],
  ['python3', { package: 'python3', check: ['/usr/bin/python3', '--version'] }],
  ['haproxy', { package: 'haproxy', check: ['/usr/sbin/haproxy', '-v'] }],
  [
    'faketime',
    { package: 'faketime', check: ['sh', '-c', 'ls /usr/lib/*/faketime/libfaketimeMT.so.1'] },
  ],
  ['iproute2', { package: 'iproute2', check: ['ip', '-V'] }],
  // In a network of its own, which only root has.
  ['nftables', { package: 'nftables', check: ['unshare', '--net', 'nft', 'list', 'ruleset'] }],
  ['nginx', { package: 'nginx', check: ['/usr/sbin/nginx', '-v'] }],
  // Debian keeps the programs of each version in a directory of its own.
  [
    'postgresql',
    { package: 'postgresql', check: ['sh', '-c', 'ls /usr/lib/postgresql/*/bin/initdb'] },
  ],
  ['promtool', { package: 'prometheus', check: ['promtool', '--version'] }],
  ['strace', { package: 'strace', check: ['strace', '-V'] }],
  ['systemd', { package: 'systemd', check: ['systemd-analyze', '--version'] }],
  // Not only there, but allowed to make a disk of its own.
  [
    'unshare',
    { package: 'util-linux', check: ['unshare', '-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt'] },
  ],
  ...libraries.map((name) => [name, library(name)] as const),
])

export const isThere = ({ check: [command, ...args] }: Tool): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0

/**
 * Options for a test that needs tools. Without one of them the test is skipped, and says so loudly;
 * with `CI=true` it runs, and fails.
 */
export function needs(...names: readonly ToolName[]): { readonly skip: string | false } {
  const needed = names.map((name) => tools.get(name)).filter((tool) => tool !== undefined)
  const missing = needed.filter((tool) => !isThere(tool)).map((tool) => tool.package)
  if (missing.length === 0 || process.env['CI'] === 'true') return { skip: false }
  const reason = `NOT TESTED: apt-get install ${missing.join(' ')}`
  console.error(reason)
  return { skip: reason }
}
