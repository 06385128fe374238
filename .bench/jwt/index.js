export { parseJson } from './json.js';
export { signJwt } from './sign.js';
export { verifyCompact } from './verify-compact.js';
export { verifyJwt } from './verify.js';
