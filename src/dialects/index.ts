// What the dialects share: requests read, and answers written, the way Flask and Werkzeug do it.
// Nothing here knows an account; each dialect is a module of its own above this one.
export { wantsJson } from './accept.ts'
export { createDialect, failure } from './dialect.ts'
export type { DialectOptions, DialectRoute } from './dialect.ts'
export { readFlaskRequest } from './flask-request.ts'
export type { FlaskRequest } from './flask-request.ts'
export { errorPage, escapeHtml, redirectPage } from './pages.ts'
export { pythonJson } from './python-json.ts'
export { readCookies, setCookie } from './set-cookie.ts'
export type { CookieAttributes } from './set-cookie.ts'
