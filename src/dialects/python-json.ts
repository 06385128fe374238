import { whole } from '../whole.ts'
import { compactJson } from '../signing/index.ts'

/** The body that Flask's `jsonify` makes: sorted, compact, ASCII, and a line's end. */
export const pythonJson = (
  body: Readonly<Record<string, unknown>>,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  whole(`${compactJson.dumps(body, { ensureAscii: true, sortKeys: true })}\n`, {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
