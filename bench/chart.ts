import { shown } from './bars.ts'
import { median } from './measure.ts'
import type { Race } from './measure.ts'

const width = 720
const row = 26
const labels = 270
const longest = 330

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Bars from zero, one for each median, with a whisker from the least to the most. */
export function chartOf({ what, unit, turns }: Race): string {
  const all = Object.entries(turns)
  const most = Math.max(...all.flatMap(([, figures]) => figures), Number.MIN_VALUE)
  const x = (value: number): string => (labels + (longest * value) / most).toFixed(1)
  const rows = all.map(([name, figures], index) => {
    const y = 40 + index * row
    const middle = y + row / 2 - 3
    const value = median(figures)
    const [low, high] = [Math.min(...figures), Math.max(...figures)]
    return `  <g>
    <text x="${labels - 8}" y="${middle + 4}" text-anchor="end">${escaped(name)}</text>
    <rect x="${labels}" y="${y}" width="${((longest * value) / most).toFixed(1)}" height="${row - 6}" class="${index === 0 ? 'first' : 'other'}"/>
    <path d="M${x(low)} ${middle}H${x(high)}"/>
    <text x="${Number(x(high)) + 6}" y="${middle + 4}">${shown(value)}</text>
  </g>`
  })
  const height = 48 + all.length * row
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(what)}">
  <style>
    text { font: 13px system-ui, sans-serif; fill: #24292f }
    .first { fill: #2f6f4f }
    .other { fill: #9aa5ad }
    path { stroke: #24292f; fill: none }
  </style>
  <rect width="${width}" height="${height}" fill="#fff"/>
  <text x="8" y="22" font-weight="bold">${escaped(`${what}, ${unit}`)}</text>
${rows.join('\n')}
</svg>
`
}
