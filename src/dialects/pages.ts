import { whole } from '../whole.ts'

/** Werkzeug's names and texts of the errors that a dialect answers. */
const errors = {
  400: [
    'Bad Request',
    'The browser (or proxy) sent a request that this server could not understand.',
  ],
  401: [
    'Unauthorized',
    'The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn&#39;t understand how to supply the credentials required.',
  ],
  403: [
    'Forbidden',
    'You don&#39;t have the permission to access the requested resource. It is either read-protected or not readable by the server.',
  ],
  404: [
    'Not Found',
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  ],
  405: ['Method Not Allowed', 'The method is not allowed for the requested URL.'],
  413: ['Request Entity Too Large', 'The data value transmitted exceeds the capacity limit.'],
  429: ['Too Many Requests', 'This user has exceeded an allotted request count. Try again later.'],
  500: [
    'Internal Server Error',
    'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.',
  ],
  503: [
    'Service Unavailable',
    'The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.',
  ],
} as const

const html = (body: string, status: number, headers: Readonly<Record<string, string>>): Response =>
  whole(body, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  })

/** The page that Werkzeug's `abort(status, description)` answers. */
export function errorPage(
  status: keyof typeof errors,
  headers: Readonly<Record<string, string>> = {},
  description?: string,
): Response {
  const [name, standard] = errors[status]
  const text = description === undefined ? standard : escapeHtml(description)
  const page = `<!doctype html>\n<html lang=en>\n<title>${status} ${name}</title>\n<h1>${name}</h1>\n<p>${text}</p>\n`
  return html(page, status, headers)
}

/** The answer of Werkzeug's `redirect(location)`: 302. */
export function redirectPage(location: string): Response {
  const shown = escapeHtml(location)
  const page = `<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: <a href="${shown}">${shown}</a>. If not, click the link.\n`
  // A header has no other characters.
  const ascii = location.toWellFormed().replaceAll(/[^!-~]+/g, encodeURIComponent)
  return html(page, 302, { location: ascii })
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

/** As `markupsafe.escape`. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
