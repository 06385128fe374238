import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { routes } from '../../src/http/routes.ts'
import { settingKeys, variableOf } from '../../src/server/index.ts'
import { run } from '../interop/run.ts'
import { needs } from '../system/tools.ts'

const read = (file: string): string => readFileSync(`deploy/${file}`, 'utf8')
const known = new Set(settingKeys.map(variableOf))
const variablesIn = (text: string): string[] =>
  [...text.matchAll(/\bLATCHKEY_\w+/g)].map(([name]) => name)

const toJson = `
import json, sys, yaml
print(json.dumps(list(yaml.safe_load_all(sys.stdin))))
`

async function yaml(file: string): Promise<readonly Node[]> {
  const { code, stdout, stderr } = await run('/usr/bin/python3', ['-c', toJson], {
    input: read(file),
  })
  assert.equal(code, 0, stderr)
  return (JSON.parse(stdout) as readonly unknown[]).map((document) => new Node(document)) // a list, as it is written
}

/** What stands in a document, by a path such as `spec.containers.0.image`. */
class Node {
  readonly #value: unknown

  constructor(value: unknown) {
    this.#value = value
  }

  at(path: string): unknown {
    return path
      .split('.')
      .reduce<unknown>((value, key) => Reflect.get(Object(value), key), this.#value)
  }
}

/** What holds for a pod of either kind. */
function checkPod(pods: Node | undefined): void {
  const container = 'spec.template.spec.containers.0'
  const paths = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
    const path = pods?.at(`${container}.${probe}.httpGet.path`)
    assert.ok(paths.has(String(path)), probe)
  }
  assert.equal(pods?.at(`${container}.livenessProbe.httpGet.path`), '/healthz')
  assert.equal(pods?.at(`${container}.securityContext.readOnlyRootFilesystem`), true)
  assert.equal(pods?.at('spec.template.spec.securityContext.runAsNonRoot'), true)
  assert.ok(Number(pods?.at('spec.template.spec.terminationGracePeriodSeconds')) > 10)
}

const kinds = (documents: readonly Node[]): unknown[] =>
  documents.map((document) => document.at('kind'))

function checkLabels([pods, service, budget]: readonly Node[]): void {
  const labels = pods?.at('spec.template.metadata.labels')
  assert.deepEqual(pods?.at('spec.selector.matchLabels'), labels)
  assert.deepEqual(service?.at('spec.selector'), labels)
  assert.deepEqual(budget?.at('spec.selector.matchLabels'), labels)
}

describe('deploy/', () => {
  for (const file of [
    'latchkey.service',
    'Dockerfile',
    'compose.yaml',
    'kubernetes.yaml',
    'kubernetes-postgresql.yaml',
  ]) {
    it(`${file} sets only what there is to set`, () => {
      const names = variablesIn(read(file))
      assert.ok(names.length > 0)
      for (const name of names) assert.ok(known.has(name), name)
    })
  }

  it(
    'latchkey.service is what systemd understands, and lets it do little',
    needs('systemd'),
    async () => {
      const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
      const file = join(directory, 'latchkey.service')
      // systemd looks whether the program is there.
      writeFileSync(file, read('latchkey.service').replace('/usr/bin/node', process.execPath))
      for (const args of [
        ['verify', file],
        // The exposure that systemd reckons with, of 100.
        ['security', '--offline=true', '--threshold=20', file],
      ]) {
        const { code, stdout, stderr } = await run('systemd-analyze', args)
        assert.equal(code, 0, stdout + stderr)
        if (args[0] === 'verify') assert.equal(stderr, '')
      }
      rmSync(directory, { recursive: true })
    },
  )

  it('Dockerfile runs what is built, as a user without rights, on the Node that it is tested on', () => {
    const text = read('Dockerfile')
    const [, ...stages] = text.split(/^FROM /m)
    assert.equal(stages.length, 2)
    const last = stages.at(-1) ?? ''
    assert.match(last, /^USER (?!root|0)\w+$/m)
    assert.doesNotMatch(last, /npm|COPY \. /)
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: { node: string }
    } // ours
    const [major = ''] = devDependencies.node.split('.')
    for (const stage of stages) assert.ok(stage.startsWith(`node:${major}-`), stage)
  })

  it(
    'compose.yaml serves this machine only, and can write to its data only',
    needs('yaml'),
    async () => {
      const [compose] = await yaml('compose.yaml')
      assert.deepEqual(compose?.at('services.latchkey.ports'), ['127.0.0.1:8787:8787'])
      assert.equal(compose?.at('services.latchkey.read_only'), true)
      assert.deepEqual(compose?.at('services.latchkey.cap_drop'), ['ALL'])
      assert.deepEqual(compose?.at('services.latchkey.volumes'), ['data:/data'])
      // Of the proxy on the host, and of nobody else, a header is believed.
      const gateway = compose?.at('networks.latchkey.ipam.config.0.gateway')
      assert.equal(compose?.at('services.latchkey.environment.LATCHKEY_TRUST_PROXY'), gateway)
    },
  )

  it('kubernetes.yaml asks endpoints that are there, and is one pod', needs('yaml'), async () => {
    const documents = await yaml('kubernetes.yaml')
    assert.deepEqual(kinds(documents), ['StatefulSet', 'Service', 'PodDisruptionBudget'])
    checkLabels(documents)
    const [set, , budget] = documents
    checkPod(set)
    // SQLite: a second pod would have a database of its own.
    assert.equal(set?.at('spec.replicas'), 1)
    // One of one must be allowed to go, or no machine could ever be drained.
    assert.equal(budget?.at('spec.maxUnavailable'), 1)
  })

  it(
    'kubernetes-postgresql.yaml always has a pod that answers, and a secret that nobody else reads',
    needs('yaml'),
    async () => {
      const documents = await yaml('kubernetes-postgresql.yaml')
      assert.deepEqual(kinds(documents), ['Deployment', 'Service', 'PodDisruptionBudget'])
      checkLabels(documents)
      const [deployment, , budget] = documents
      checkPod(deployment)
      assert.ok(Number(deployment?.at('spec.replicas')) >= 2)
      // Drains can go on, and never take the last one; nor does an update.
      assert.equal(budget?.at('spec.maxUnavailable'), 1)
      assert.deepEqual(deployment?.at('spec.strategy.rollingUpdate'), {
        maxSurge: 1,
        maxUnavailable: 0,
      })
      const pod = 'spec.template.spec'
      const env = [0, 1, 2, 3].map((at) => deployment?.at(`${pod}.containers.0.env.${at}.name`))
      assert.ok(env.includes('LATCHKEY_DATABASE_URL') && env.includes('LATCHKEY_SECRET_FILE'))
      const secretFile = deployment?.at(`${pod}.containers.0.env.2.value`)
      const command = deployment?.at(`${pod}.initContainers.0.command`)
      assert.deepEqual(command, ['install', '-m', '0400', '/from/secret', secretFile])
    },
  )
})
