export { wantsJson } from './accept.ts';
export { createDialect, failure } from './dialect.ts';
export type { DialectOptions, DialectRoute } from './dialect.ts';
export { readFlaskRequest } from './flask-request.ts';
export type { FlaskRequest } from './flask-request.ts';
export { errorPage, escapeHtml, redirectPage } from './pages.ts';
export { pythonJson } from './python-json.ts';
export { readCookies, setCookie } from './set-cookie.ts';
export type { CookieAttributes } from './set-cookie.ts';
