/**
 * Signed values as `itsdangerous` writes them, byte for byte, in the eras 0.24, 1.x and 2.x, and the cookies
 * of Flask and Flask-Login that are made of them. Pure: no I/O but the clock. What is signed can be read by
 * anyone; for access tokens there is `latchkey/jwt`.
 */
export { HMACAlgorithm, NoneAlgorithm } from './algorithms.ts'
export type { DigestMethod, SigningAlgorithm } from './algorithms.ts'
export { base64Decode, base64Encode, bytesToInt, intToBytes } from './encoding.ts'
export type { IntegerOptions } from './encoding.ts'
export type { Era } from './eras.ts'
export {
  BadData,
  BadHeader,
  BadPayload,
  BadSignature,
  BadTimeSignature,
  SignatureExpired,
} from './errors.ts'
export type {
  BadDataOptions,
  BadHeaderOptions,
  BadSignatureOptions,
  BadTimeSignatureOptions,
} from './errors.ts'
export { readFlaskSession, writeFlaskSession } from './flask-session.ts'
export type { FlaskSessionOptions, ReadFlaskSessionOptions } from './flask-session.ts'
export { inspectUnverified } from './inspect.ts'
export type { UnverifiedInspection } from './inspect.ts'
export { compactJson, json } from './json.ts'
export type { PayloadSerializer } from './json.ts'
export type { JsonReadOptions } from './json-reader.ts'
export type { JsonFormat, JsonWriteOptions } from './json-writer.ts'
export { JSONWebSignatureSerializer } from './jws-serializer.ts'
export type { AlgorithmName, HeaderFields, HeaderOption, JWSOptions } from './jws-serializer.ts'
export type { KeyDerivation } from './key-derivation.ts'
export { PythonFloat } from './python-float.ts'
export {
  makeSecureToken,
  makeSessionIdentifier,
  readRememberCookie,
  writeRememberCookie,
} from './remember-cookie.ts'
export type {
  ReadRememberCookieOptions,
  RememberCookieOptions,
  RememberDigest,
  SessionIdentifierOptions,
  WriteRememberCookieOptions,
} from './remember-cookie.ts'
export { Serializer } from './serializer.ts'
export type { SaltOption, SerializerOptions } from './serializer.ts'
export { Signer } from './signer.ts'
export type { SignerOptions } from './signer.ts'
export type { FallbackSigner, SignerClass, SignerSettings } from './signers.ts'
export type { SecretKey, SigningOptions } from './signing-options.ts'
export { FlaskValue } from './tagged-json.ts'
export { TimedJSONWebSignatureSerializer } from './timed-jws-serializer.ts'
export type { TimedJWSOptions } from './timed-jws-serializer.ts'
export { TimedSerializer } from './timed-serializer.ts'
export { TimestampSigner } from './timestamp-signer.ts'
export type { AgeOptions, TimedUnsignOptions } from './timestamp-signer.ts'
export { URLSafeSerializer, URLSafeTimedSerializer } from './url-safe.ts'
