import { spawnSync } from 'node:child_process'

/** A program of the system that some tests talk to. */
export interface Tool {
  /** The Debian package that brings it. */
  readonly package: string
  /** A command that succeeds where it is there. */
  readonly check: readonly [command: string, ...args: readonly string[]]
}

export const tools: Readonly<Record<'curl' | 'itsdangerous' | 'nginx' | 'requests', Tool>> = {
  curl: { package: 'curl', check: ['curl', '--version'] },
  itsdangerous: {
    package: 'python3-itsdangerous',
    check: ['/usr/bin/python3', '-c', 'import itsdangerous'],
  },
  nginx: { package: 'nginx', check: ['/usr/sbin/nginx', '-v'] },
  // Debian's own Python: another one on the PATH does not see Debian's packages.
  requests: { package: 'python3-requests', check: ['/usr/bin/python3', '-c', 'import requests'] },
}

export const isThere = ({ check: [command, ...args] }: Tool): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0

/**
 * Options for a test that needs a tool. Without the tool the test is skipped, and says so loudly;
 * with `CI=true` it runs, and fails.
 */
export function needs(name: keyof typeof tools): { readonly skip: string | false } {
  if (isThere(tools[name]) || process.env['CI'] === 'true') return { skip: false }
  const reason = `NOT TESTED: ${name} is missing; apt-get install ${tools[name].package}`
  console.error(reason)
  return { skip: reason }
}
