import { docsPage, docsPolicy } from './docs.js';
import { openApi } from './openapi.js';
import { json } from './route.js';
/** The endpoints that describe the endpoints; asked for their table when they are first used. */
export function documentation(routes) {
    let page;
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
            answer: () => json(openApi(routes()), publicFor),
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
                page ??= docsPage(routes());
                const headers = {
                    ...publicFor,
                    'content-type': 'text/html; charset=utf-8',
                    'content-security-policy': docsPolicy,
                };
                return new Response(page, { headers });
            },
        },
    ];
}
const publicFor = { 'cache-control': 'public, max-age=300' };
