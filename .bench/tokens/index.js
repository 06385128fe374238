export { createAccessTokens } from './access-tokens.js';
export { authRequired, headerFields, parseAuthorization } from './authorization.js';
export { defineAccessToken } from './definition.js';
export { introspect } from './introspection.js';
export { encodeRevocationEvent } from './revocation-events.js';
export { createRevocationSet } from './revocation-set.js';
export { applySchema, SchemaMismatch } from './standard-schema.js';
export { hasTokenForm } from './token-form.js';
export { createVerifier } from './verifier.js';
