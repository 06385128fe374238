import { docsPage, docsPolicy } from './docs.ts'
import { openApi } from './openapi.ts'
import type { Route } from './route.ts'

/** The endpoints that describe the endpoints; asked for their table when they are first used. */
export function documentation(routes: () => readonly Route[]): readonly Route[] {
  // Each made once: the document takes 8 ms, which is what a stranger would ask for again and again.
  let page: string | undefined
  let document: string | undefined
  return [
    {
      method: 'GET',
      path: '/openapi.json',
      summary: 'This description',
      description: 'OpenAPI 3.1, made from the table that requests are matched against.',
      needs: 'nothing',
      status: 200,
      answers: { description: 'The OpenAPI document.' },
      problems: [],
      answer: () => {
        document ??= JSON.stringify(openApi(routes()))
        const headers = { ...publicFor, 'content-type': 'application/json' }
        return new Response(document, { headers })
      },
    },
    {
      method: 'GET',
      path: '/docs',
      summary: 'This description as a page',
      description: 'Plain HTML: no script, nothing loaded from elsewhere.',
      needs: 'nothing',
      status: 200,
      answers: { description: 'The page.', mediaType: 'text/html' },
      problems: [],
      answer: () => {
        page ??= docsPage(routes())
        const headers = {
          ...publicFor,
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': docsPolicy,
        }
        return new Response(page, { headers })
      },
    },
  ]
}

const publicFor = { 'cache-control': 'public, max-age=300' }
