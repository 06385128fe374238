// What the dialects share: requests read, and answers written, the way Flask and Werkzeug do it.
// Nothing here knows an account; each dialect is a module of its own above this one.
export { wantsJson } from './accept.js';
export { createDialect, failure } from './dialect.js';
export { readFlaskRequest } from './flask-request.js';
export { errorPage, escapeHtml, redirectPage } from './pages.js';
export { pythonJson } from './python-json.js';
export { readCookies, setCookie } from './set-cookie.js';
