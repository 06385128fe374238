// Run by `npm test` before the tests: brings what the interop tests talk to, where that is possible.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { isThere, tools } from './tools.ts'

const patience = 600_000
const doNotStart = '/usr/sbin/policy-rc.d'

function apt(...args: readonly string[]): boolean {
  const { status, stderr } = spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: patience,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) console.error(`apt-get ${args.join(' ')}: ${stderr.trim() || 'took too long'}`)
  return status === 0
}

function install(packages: readonly string[]): void {
  // Debian starts what it installs unless this file says no: an nginx on port 80 is not ours to run.
  const guard = !existsSync(doNotStart)
  if (guard) writeFileSync(doNotStart, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    const all = ['install', '-y', '--no-install-recommends', ...packages]
    if (!apt(...all) && apt('update')) apt(...all)
  } finally {
    if (guard) rmSync(doNotStart)
  }
}

const missing = [...tools.values()].filter((tool) => !isThere(tool))
const packages = missing.map((tool) => tool.package)
if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
  install(packages)
}
const still = missing.filter((tool) => !isThere(tool)).map((tool) => tool.package)
if (still.length > 0) console.error(`Missing, so not everything is tested: ${still.join(', ')}`)
