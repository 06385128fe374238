import { escapeHtml } from '../dialects/index.ts'
import type { FieldErrors } from './answers.ts'

/** A field of a form: its name, what is said beside it, and what it is for. */
export type Field = readonly [name: string, label: string, type: 'email' | 'password' | 'checkbox']

/** A plain page with one form. It looks like nothing; an application with pages of its own shows those. */
export function formPage(
  title: string,
  action: string,
  fields: readonly Field[],
  hidden: Readonly<Record<string, string>>,
  errors: FieldErrors,
  notices: readonly string[] = [],
): Response {
  const rows = fields.map(
    ([name, label, type]) => `<p><label>${label} <input name="${name}" type="${type}"></label></p>`,
  )
  const secrets = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  )
  const problems = [...errors.values()].flat().map((text) => `<li>${escapeHtml(text)}</li>`)
  const page = [
    '<!doctype html>',
    '<html lang="en">',
    `<title>${title}</title>`,
    `<h1>${title}</h1>`,
    ...notices.map((text) => `<p role="status">${escapeHtml(text)}</p>`),
    ...(problems.length > 0 ? [`<ul>${problems.join('')}</ul>`] : []),
    `<form method="post" action="${escapeHtml(action)}">`,
    ...secrets,
    ...rows,
    `<p><button>${title}</button></p>`,
    '</form>',
    '',
  ]
  return new Response(page.join('\n'), {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}
