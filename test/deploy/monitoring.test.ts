// The dashboard and the alerts name what a running server exports, and docs/configuration.md names all of that.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { run } from '../interop/run.ts'
import { startServer } from '../interop/server-process.ts'
import { needs } from '../system/tools.ts'

const read = (file: string): string => readFileSync(file, 'utf8')

/** Metric and, where it is a histogram, its parts, with the names of its labels, as the table of the docs has them. */
function documented(): ReadonlyMap<string, ReadonlySet<string>> {
  const rows = read('docs/configuration.md').matchAll(
    /^\| `((?:latchkey|process)_\w+)` \|([^|]*)\|/gm,
  )
  return new Map(
    Array.from(rows, ([, name = '', labels = '']) => [
      name,
      new Set(Array.from(labels.matchAll(/`(\w+)`/g), ([, label = '']) => label)),
    ]),
  )
}

/** Every expression in the JSON of a dashboard. */
function expressionsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'expr' && typeof member === 'string' ? [member] : expressionsOf(member),
  )
}

/** The metrics of an expression, and the labels that are asked of them. */
const metricsIn = (text: string): readonly (readonly [name: string, labels: readonly string[]])[] =>
  Array.from(
    text.matchAll(/\b((?:latchkey|process)_[a-z0-9_]+)(?:\{([^}]*)\})?/g),
    ([, name = '', selector = '']) => [
      name,
      Array.from(selector.matchAll(/(\w+)\s*[=!]/g), ([, label = '']) => label),
    ],
  )

/** What Prometheus adds itself. */
const ofPrometheus = new Set(['job', 'instance', 'le'])

describe('what deploy/ has for monitoring', () => {
  const names = documented()
  let types: ReadonlyMap<string, string>
  before(async () => {
    // Of several workers, so that those are there which only the process that supervises has.
    const server = await startServer({ by: 'node', flags: ['--workers', '2'] })
    const text = await (await fetch(`${server.url}/metrics`)).text()
    types = new Map(
      Array.from(text.matchAll(/^# TYPE (\S+) (\S+)$/gm), ([, name = '', type = '']) => [
        name,
        type,
      ]),
    )
    await server.stop()
  })

  /** The metric that a series belongs to. */
  const metricOf = (series: string): string => {
    const whole = series.replace(/_(?:bucket|sum|count)$/, '')
    return types.get(whole) === 'histogram' ? whole : series
  }

  function requireExported(text: string): void {
    const found = metricsIn(text)
    assert.ok(found.length > 0, text)
    for (const [series, labels] of found) {
      const name = metricOf(series)
      assert.ok(types.has(name), `${name} is not exported`)
      for (const label of labels) {
        assert.ok(names.get(name)?.has(label) || ofPrometheus.has(label), `${name}: ${label}`)
      }
    }
  }

  it('docs/configuration.md names every metric that is exported, and no other', () => {
    assert.deepEqual([...names.keys()].toSorted(), [...types.keys()].toSorted())
  })

  it('the dashboard shows nothing but what is exported', () => {
    const dashboard: unknown = JSON.parse(read('deploy/dashboard.json'))
    const expressions = expressionsOf(dashboard)
    assert.ok(expressions.length > 20)
    for (const expression of expressions) requireExported(expression)
  })

  it('and all of it', () => {
    const shown = new Set(
      expressionsOf(JSON.parse(read('deploy/dashboard.json'))).flatMap((expression) =>
        metricsIn(expression).map(([series]) => metricOf(series)),
      ),
    )
    assert.deepEqual(
      [...names.keys()].filter((name) => !shown.has(name)),
      [],
    )
  })

  it('the alerts ask for nothing but what is exported', () => {
    requireExported(read('deploy/alerts.yaml').replaceAll(/^ *#.*$/gm, ''))
  })
})

describe('for Prometheus itself', needs('promtool'), () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
  after(() => rmSync(directory, { recursive: true }))

  it('the alerts are rules, and wake whom they should', async () => {
    const { code, stdout, stderr } = await run('promtool', [
      'test',
      'rules',
      'test/deploy/alerts.yaml',
    ])
    assert.equal(code, 0, stdout + stderr)
    const checked = await run('promtool', ['check', 'rules', 'deploy/alerts.yaml'])
    assert.equal(checked.code, 0, checked.stdout + checked.stderr)
  })

  it('what the dashboard asks is a question', async () => {
    const rules = expressionsOf(JSON.parse(read('deploy/dashboard.json'))).map((expr, n) => ({
      record: `shown:${n}`,
      // Grafana fills in what begins with a dollar.
      expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', '.+'),
    }))
    const file = join(directory, 'rules.yaml')
    // YAML is a superset of JSON.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }))
    const { code, stdout, stderr } = await run('promtool', ['check', 'rules', file])
    assert.equal(code, 0, stdout + stderr)
  })
})
