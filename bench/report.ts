import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { shown } from './bars.ts'
import type { Verdict } from './bars.ts'
import { chartOf } from './chart.ts'
import { median } from './measure.ts'
import type { Race } from './measure.ts'

/** All that one run found out. */
interface Run {
  readonly races: readonly Race[]
  readonly verdicts: readonly Verdict[]
  readonly versions: Readonly<Record<string, string>>
}

const results = new URL('results/', import.meta.url)
const docs = new URL('../docs/', import.meta.url)
const [begin, end] = ['<!-- measured -->', '<!-- /measured -->']

/** Writes JSON with every turn and Markdown with medians, by date; with `isForDocs` also the page of the project. */
export function writeReport(run: Run, isForDocs: boolean): string {
  const measuredAt = new Date().toISOString()
  const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'}`
  const heading = `Measured on ${measuredAt.slice(0, 10)}, ${machine}.`
  const used = Object.entries(run.versions).map(([name, version]) => `${name} ${version}`)
  const page = [
    `${heading}\n${used.join(', ')}.`,
    `### The bars\n\n${barTable(run.verdicts)}`,
    `### All figures\n\nMedians, and the least and the most of all turns.`,
    ...run.races.map((race) => `#### ${titleOf(race)}\n\n${raceTable(race)}`),
  ].join('\n\n')
  mkdirSync(results, { recursive: true })
  const stem = measuredAt.replaceAll(':', '-')
  const json = JSON.stringify({ measuredAt, machine, ...run }, undefined, 2)
  writeFileSync(new URL(`${stem}.json`, results), `${json}\n`)
  const file = new URL(`${stem}.md`, results)
  writeFileSync(file, `${page}\n`)
  if (isForDocs) writeDocs(page, run.races)
  return fileURLToPath(file)
}

const titleOf = ({ what, unit }: Race): string => `${what} (${unit})`

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

const barTable = (verdicts: readonly Verdict[]): string =>
  table(
    ['what', 'median', 'spread', 'bar', ''],
    verdicts.map(({ what, value, spread, bar, verdict }) => [what, value, spread, bar, verdict]),
  )

/** The last column says how the first, which is ours where we take part, compares with each. */
function raceTable({ turns, unit }: Race): string {
  const entries = Object.entries(turns)
  const first = median(entries[0]?.[1] ?? [])
  const rows = entries.map(([name, figures]) => {
    const range = `${shown(Math.min(...figures))}–${shown(Math.max(...figures))}`
    const ratio = first / median(figures)
    return [name, shown(median(figures)), range, Number.isFinite(ratio) ? shown(ratio) : '']
  })
  return table(['', unit, 'spread', 'first ÷ this'], rows)
}

/** Between two marks of the page, whose text around them is written by hand, and the charts that it shows. */
function writeDocs(measured: string, races: readonly Race[]): void {
  const page = new URL('performance.md', docs)
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(begin)
  const [, after = ''] = rest.split(end)
  writeFileSync(page, `${before}${begin}\n\n${measured}\n\n${end}${after}`)
  const charts = new URL('performance/', docs)
  rmSync(charts, { recursive: true, force: true })
  mkdirSync(charts)
  for (const race of races) {
    const name = `${race.what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.svg`
    if (before.includes(`(performance/${name})`))
      writeFileSync(new URL(name, charts), chartOf(race))
  }
}
