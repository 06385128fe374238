import { readBody } from './body.js';
/** The two members of a route that takes a body: its schema, and an answer that gets what fits it. */
export const takes = (schema, answer) => ({
    body: schema,
    answer: async (exchange) => answer(await readBody(exchange.request, schema), exchange),
});
/** A JSON answer. */
export const json = (body, headers = {}) => new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json', ...headers },
});
export const noContent = (headers = {}) => new Response(null, { status: 204, headers });
