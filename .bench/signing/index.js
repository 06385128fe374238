/**
 * Signed values as `itsdangerous` writes them, byte for byte, in the eras 0.24, 1.x and 2.x, and the cookies
 * of Flask and Flask-Login that are made of them. Pure: no I/O but the clock. What is signed can be read by
 * anyone; for access tokens there is `latchkey/jwt`.
 */
export { HMACAlgorithm, NoneAlgorithm } from './algorithms.js';
export { base64Decode, base64Encode, bytesToInt, intToBytes } from './encoding.js';
export { BadData, BadHeader, BadPayload, BadSignature, BadTimeSignature, SignatureExpired, } from './errors.js';
export { readFlaskSession, writeFlaskSession } from './flask-session.js';
export { inspectUnverified } from './inspect.js';
export { compactJson, json } from './json.js';
export { JSONWebSignatureSerializer } from './jws-serializer.js';
export { PythonFloat } from './python-float.js';
export { makeSecureToken, makeSessionIdentifier, readRememberCookie, writeRememberCookie, } from './remember-cookie.js';
export { Serializer } from './serializer.js';
export { Signer } from './signer.js';
export { FlaskValue } from './tagged-json.js';
export { TimedJSONWebSignatureSerializer } from './timed-jws-serializer.js';
export { TimedSerializer } from './timed-serializer.js';
export { TimestampSigner } from './timestamp-signer.js';
export { URLSafeSerializer, URLSafeTimedSerializer } from './url-safe.js';
