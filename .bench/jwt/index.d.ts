/**
 * JSON Web Tokens, RFC 7519, as compact JWS, RFC 7515: small, strict and synchronous. There are no
 * JWE, no JSON serialization, no `none`, and no option that leaves a check out.
 */
export type { JwtClaims } from './claims.ts';
export type { JoseHeader } from './compact.ts';
export { parseJson } from './json.ts';
export { signJwt } from './sign.ts';
export type { SignJwtOptions } from './sign.ts';
export { verifyCompact } from './verify-compact.ts';
export type { VerifiedJws, VerifyCompactOptions } from './verify-compact.ts';
export { verifyJwt } from './verify.ts';
export type { VerifiedJwt, VerifyJwtOptions } from './verify.ts';
