import { randomBytes } from 'node:crypto';
import { encodeBase64url } from './bytes.js';
/** 128 random bits as 22 base64url characters: an identifier nobody can guess. */
export const randomId = () => encodeBase64url(randomBytes(16));
/** 256 random bits as 43 base64url characters: a secret. */
export const randomSecret = () => encodeBase64url(randomBytes(32));
