export { createAuth } from './create-auth.js';
