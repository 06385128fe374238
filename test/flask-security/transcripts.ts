import type { FlaskSecurityGeneration } from '../../src/flask-security/index.ts'
import type { Exchange } from '../dialects/transcripts.ts'

/** What a client takes out of an answer and sends again: tokens and cookies, in the order they stand in. */
export function secretsOf(headers: Headers, body: string): readonly string[] {
  const cookies = headers
    .getSetCookie()
    .toSorted()
    .map((cookie) => /^[^=]+=([^;]*)/.exec(cookie)?.[1] ?? '')
  const tokens = [...body.matchAll(/"(?:authentication|csrf|refresh)_token":"([^"]+)"/g)].map(
    ([, token = '']) => token,
  )
  return [...tokens, ...cookies]
}

/** The token of a link, and that of a single-page application's page. */
const mailed = /(\/(?:reset|confirm)\/|[?&]token=)[\w.-]{60,}/g
const withToken = /%3Fauth_token%3D[\w.-]*/g

/** An answer as text that two servers can agree on: what is random has a name in its place. */
export function comparable(
  status: number,
  headers: Headers,
  body: string,
  generation: FlaskSecurityGeneration = '5.x',
): string {
  const type = headers.get('content-type') ?? ''
  const isPage =
    type.startsWith('text/html') &&
    /^\s*(<!DOCTYPE html>|<!doctype html>\n<html lang="en">|\n*<h1>)/.test(body) &&
    body.includes('<form')
  // So are pages that repeat the token of a link.
  const truncated = body.includes('…[truncated html]') || /\?token=[\w.-]{60,}/.test(body)
  const text = body
    .replaceAll(/"(authentication|csrf|refresh)_token":"[^"]+"/g, '"$1_token":"…"')
    // The original sends the token back in the address it redirects to.
    .replaceAll(withToken, '')
    .replaceAll(mailed, '$1…')
    .replaceAll(/"id":"(\d+|acc_[\w-]+)"/g, '"id":"…"')
  const allow = headers.get('allow')?.split(', ').toSorted().join(', ')
  const lines = [
    `${status} ${type}`,
    ...(allow === undefined ? [] : [`Allow: ${allow}`]),
    ...['location', 'www-authenticate'].flatMap((name) => {
      const value = headers.get(name)
      return value === null
        ? []
        : [`${name}: ${value.replaceAll(withToken, '').replaceAll(mailed, '$1…')}`]
    }),
    ...headers
      .getSetCookie()
      .map(
        (cookie) =>
          `set-cookie: ${cookie.replace(/=.*/, '')}${/Max-Age=0/.test(cookie) ? ' (gone)' : ''}`,
      )
      // 1.7 gives every stranger a session that says nothing.
      .filter((line) => generation !== '1.7' || line !== 'set-cookie: session')
      .toSorted(),
    isPage || truncated ? '<a page>' : text,
  ]
  return lines.join('\n')
}

export function headersOf(pairs: readonly (readonly [string, string])[]): Headers {
  const headers = new Headers()
  for (const [name, value] of pairs) headers.append(name, value)
  return headers
}

/** When an exchange was recorded, by what was signed in it; `undefined`: nothing was. */
export function timeOf({ response }: Exchange, epoch: number): number | undefined {
  const cookies = response.headers.filter(([name]) => name === 'Set-Cookie').map(([, v]) => v)
  const texts = [...cookies, response.body ?? ''].join(' ')
  const times = [...texts.matchAll(/\.([\w-]{6})\.[\w-]{27}\b/g)].map(([, text = '']) =>
    Buffer.from(text, 'base64url').readUInt32BE(0),
  )
  return times.length === 0 ? undefined : Math.max(...times) + epoch
}
