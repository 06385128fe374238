import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Those of `package.json` beside this file, which `npm ci` of the project leaves out. */
export function installPeers(): void {
  if (existsSync(new URL('node_modules', import.meta.url))) return
  const { status } = spawnSync('npm', ['ci'], { cwd: import.meta.dirname, stdio: 'inherit' })
  if (status !== 0) throw new Error('npm ci failed in bench/')
}

const named = [
  'better-auth',
  'express',
  'express-jwt',
  'fast-jwt',
  'fastify',
  '@fastify/jwt',
] as const
const others = ['hono', 'jose', 'jsonwebtoken', '@node-rs/argon2', 'oidc-provider'] as const

/** What was measured, by name: the version that the bench finds, which need not be the project's own. */
export function versions(): Record<string, string> {
  const found = [...named, ...others].map((name) => [name, versionOf(name)] as const)
  return Object.fromEntries([['Node', process.versions.node], ...found, ...pythonVersions()])
}

function versionOf(name: string): string {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? []
  const file = paths.map((path) => join(path, name, 'package.json')).find(existsSync)
  if (file === undefined) throw new Error(`${name} is not installed`)
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return version
}

/** Debian's, where they are. */
function pythonVersions(): [string, string][] {
  const { stdout } = spawnSync(
    'dpkg-query',
    [
      '-W',
      '-f',
      '${Package} ${Version}\n',
      'gunicorn',
      'python3',
      'python3-flask-security',
      'python3-itsdangerous',
    ],
    { encoding: 'utf8' },
  )
  return (stdout ?? '')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name, version] = line.split(' ')
      return name && version ? [[name, version]] : []
    })
}
