export { createFlaskSecurity } from './create-flask-security.js';
