/**
 * Flask-Login's session and remember cookies, exchanged for sessions here: once each, and until a day that is said
 * beforehand. For reading them without an exchange there is `latchkey/signing`.
 */
export { createFlaskLogin } from './flask-login.js';
