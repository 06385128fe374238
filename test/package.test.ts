// What is published, and what comes with it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { run } from './interop/run.ts'

const root = new URL('..', import.meta.url).pathname
const read = (file: string): string => readFileSync(new URL(file, `file://${root}`), 'utf8')

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { integrity?: string; dev?: boolean; hasInstallScript?: boolean }>
  >
}

const manifest = JSON.parse(read('package.json')) as Manifest // ours
const lock = JSON.parse(read('package-lock.json')) as Lock // npm's
const installed = Object.entries(lock.packages).filter(([path]) => path !== '')

describe('the package', () => {
  it('holds what is built and what is read, and nothing else', async () => {
    const pack = ['pack', root, '--dry-run', '--json', '--ignore-scripts']
    const { stdout } = await run('npm', pack)
    const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }] // as npm documents
    const paths = packed.files.map(({ path }) => path)
    const needed = ['dist/index.js', 'dist/index.d.ts', 'dist/account/index.html']
    assert.deepEqual(
      needed.filter((path) => !paths.includes(path)),
      [],
    )
    const expected =
      /^dist\/[\w/.-]+\.(?:js|d\.ts|sql)$|^dist\/account\/(?:index\.html|account\/(?:licenses\.md|index-[\w-]{8}\.(?:js|css)|icon-[\w-]{8}\.svg)(?:\.br)?)$|^docs\/[\w/.-]+\.(?:md|svg)$|^examples\/[\w/.-]+\.(?:ts|sh|py|md|json)$|^[A-Z]+\.md$|^LICENSE$|^package\.json$/
    assert.deepEqual(
      paths.filter((path) => !expected.test(path)),
      [],
    )
  })

  it('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall'].filter((hook) =>
      Object.hasOwn(manifest.scripts, hook),
    )
    assert.deepEqual(hooks, [])
    const scripted = installed.filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev)
    assert.deepEqual(
      scripted.map(([path]) => path),
      [],
    )
  })
})

describe('dependencies', () => {
  it('are pinned, and locked by what they hold', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    assert.deepEqual(
      versions.filter(([, version]) => !/^(npm:[\w-]+@)?\d+\.\d+\.\d+$/.test(version)),
      [],
    )
    assert.deepEqual(
      installed.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path),
      [],
    )
  })

  it('have a reason each in docs/dependencies.md, and no row is left over', () => {
    const rows = Array.from(
      read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm),
      ([, name]) => name,
    )
    assert.deepEqual(new Set(rows), new Set(Object.keys(manifest.dependencies)))
  })
})
