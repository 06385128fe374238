import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { Respond } from './front.ts'
import { isRead, refuse } from './refuse.ts'
import type { Config } from './setting.ts'

/** What `npm run build` made, the same from here and from `dist/server`: a page, and below `account/` what it loads. */
const folder = new URL('../../dist/account/', import.meta.url)

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * Nothing inline, nothing from elsewhere, no frame around it, no form that is sent without the script, and no text that becomes
 * markup (Trusted Types).
 */
const policy = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'img-src', 'connect-src'].map((name) => `${name} 'self'`),
  ...['base-uri', 'form-action', 'frame-ancestors'].map((name) => `${name} 'none'`),
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** A file as it is sent. */
interface File {
  readonly route: string
  readonly headers: Readonly<Record<string, string>>
  readonly content: Uint8Array<ArrayBuffer>
  /** The same in brotli. */
  readonly compressed?: Uint8Array<ArrayBuffer>
}

/**
 * The account page, by path. It is read once: a request chooses among what is here and names no file.
 *
 * @returns `undefined` where it was not built.
 */
export function openAccountPage(
  config: Pick<Config, 'passwordMinLength'>,
): Readonly<Record<string, Respond>> | undefined {
  const index = new URL('index.html', folder)
  if (!existsSync(index)) return undefined
  // At once: that is 1 ms in all. By way of the thread pool, a start on a busy machine waited 70 ms for it.
  const html = readFileSync(index, 'utf8')
  const content = Buffer.from(
    html.replace(/(?<=data-password-min-length=")\d+/, String(config.passwordMinLength)),
  )
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
  }
  const page: Record<string, Respond> = {
    '/account': answer({ route: '/account', headers, content }),
    '/account/': withoutSlash,
  }
  const names = readdirSync(new URL('account/', folder))
  for (const name of names.filter((each) => !each.endsWith('.br'))) {
    page[`/account/${name}`] = answer(readAsset(name))
  }
  return page
}

// Relative, for a proxy may put the server below a path.
const withoutSlash: Respond = async (request) =>
  isRead(request)
    ? {
        response: new Response(null, { status: 308, headers: { location: '../account' } }),
        route: '/account',
      }
    : refuse('/account', 'method_not_allowed')

function readAsset(name: string): File {
  const file = new URL(`account/${name}`, folder)
  const type = types[extname(name)]
  if (type === undefined) throw new TypeError(`dist/account: expected no ${name}`)
  return {
    route: '/account/{asset}',
    headers: {
      'content-type': type,
      vary: 'Accept-Encoding',
      // Its name is made of what it holds.
      ...(/-[\w-]{8}\.\w+$/.test(name) && {
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    },
    content: readFileSync(file),
    compressed: readFileSync(new URL(`${file.href}.br`)),
  }
}

const answer =
  ({ route, headers, content, compressed }: File): Respond =>
  async (request) => {
    if (!isRead(request)) return refuse(route, 'method_not_allowed')
    // With a weight beside it, br may be what the client does not want.
    const takesBrotli = /(?:^|,) *br *(?:,|$)/.test(request.headers.get('accept-encoding') ?? '')
    const response =
      compressed && takesBrotli
        ? new Response(compressed, { headers: { ...headers, 'content-encoding': 'br' } })
        : new Response(content, { headers })
    return { response, route }
  }
