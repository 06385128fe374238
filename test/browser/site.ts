import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { type App, listen } from '../listen.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
}

/**
 * A site of pages and scripts, by path; one that ends with `/` is a folder, and a script may be named without its
 * ending. It is on `localhost`, so that to its pages an API on 127.0.0.1 is another site.
 */
export async function openSite(files: Readonly<Record<string, string>>): Promise<App> {
  const app = await listen(async (request, response) => {
    try {
      const { pathname } = new URL(request.url ?? '', 'http://localhost')
      const file = find(pathname, files)
      const body = await readFile(file)
      response.setHeader('content-type', types[extname(file.pathname)] ?? 'text/plain')
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return { ...app, url: app.url.replace('127.0.0.1', 'localhost') }
}

function find(pathname: string, files: Readonly<Record<string, string>>): URL {
  const file = files[pathname]
  if (file !== undefined) return new URL(file)
  const folder = Object.keys(files).find((path) => path.endsWith('/') && pathname.startsWith(path))
  if (folder === undefined) throw new Error(`there is no ${pathname}`)
  const name = pathname.slice(folder.length)
  return new URL(extname(name) === '' ? `${name}.js` : name, files[folder])
}
