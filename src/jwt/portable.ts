/** The second door: what runs where there is no Node. Nothing behind it loads a module of Node. */
export type { JwtClaims } from './claims.ts'
export { parseJson } from './json.ts'
export { verifySelfSigned } from './self-signed.ts'
export { checkVerifyJwtOptions, verifyJwt, verifyJwtLater } from './verify.ts'
export type { VerifiedJwt, VerifyJwtOptions } from './verify.ts'
