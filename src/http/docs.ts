import { createHash } from 'node:crypto'
import { z } from 'zod'
import { oauthError } from './oauth-error.ts'
import type { ProblemCode } from './problems.ts'
import { problems } from './problems.ts'
import type { Route } from './route.ts'

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
code, pre { font: 0.9em/1.4 ui-monospace, monospace }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid #8884; border-radius: 4px }
section { border-top: 1px solid #8884; margin-top: 2rem }
td, th { text-align: left; vertical-align: top; padding-right: 1rem }
`

/** The policy of the page: its own style, and nothing else at all. */
export const docsPolicy: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The table of routes as a page to read. */
export const docsPage = (routes: readonly Route[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Latchkey: the HTTP API</title>
<style>${style}</style>
<h1>The HTTP API</h1>
<p>JSON in UTF-8. Refusals are <code>application/problem+json</code> with a stable <code>code</code>.
For machines: <a href="openapi.json">openapi.json</a>.</p>
<ul>${routes.map(entryOf).join('')}</ul>
${routes.map(sectionOf).join('\n')}
</html>
`

const entryOf = (route: Route): string =>
  `<li><a href="#${anchorOf(route)}"><code>${escape(nameOf(route))}</code></a> ${escape(route.summary)}</li>`

const sectionOf = (route: Route): string => `<section id="${anchorOf(route)}">
<h2>${escape(route.summary)}</h2>
<p><code>${escape(nameOf(route))}</code></p>
<p>${escape(route.description)}</p>
${tableOf((route.parameters ?? []).map(({ in: place, name, description }) => [name, place, description]))}
${route.body ? `<h3>Request</h3>${schemaOf(route.body)}` : ''}
<h3>Answer: ${route.status}</h3>
<p>${escape(route.answers.description)}</p>
${tableOf(Object.entries(route.answers.headers ?? {}))}
${route.answers.schema ? schemaOf(route.answers.schema) : ''}
${route.problems.length > 0 ? '<h3>Refusals</h3>' : ''}
${tableOf(route.problems.map((code) => refusalRow(route, code)))}
</section>`

const refusalRow = ({ refusals }: Route, code: ProblemCode): readonly string[] => {
  const { status, error } =
    refusals === 'oauth' ? oauthError(code) : { status: problems[code][0], error: code }
  return [String(status), error, problems[code][1]]
}

const nameOf = ({ method, path }: Route): string => `${method} ${path}`

const anchorOf = (route: Route): string => nameOf(route).toLowerCase().replace(/\W+/g, '-')

const schemaOf = (schema: z.ZodType): string => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { reused: 'inline' })
  return `<pre>${escape(JSON.stringify(rest, undefined, 2))}</pre>`
}

const tableOf = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('')}</table>`

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (match) => entities[match] ?? '')
