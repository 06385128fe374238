import { compactJson } from '../signing/index.js';
/** The body that Flask's `jsonify` makes: sorted, compact, ASCII, and a line's end. */
export const pythonJson = (body, status = 200, headers = {}) => new Response(`${compactJson.dumps(body, { ensureAscii: true, sortKeys: true })}\n`, {
    status,
    headers: { 'content-type': 'application/json', ...headers },
});
