import { createHash } from 'node:crypto';
import { decodeBase64url, encodeBase64url, encodeUtf8, equalSecrets } from '../bytes.js';
import { randomSecret } from '../random.js';
// The prefix is what a scanner for leaked secrets looks for.
const pattern = /^lkv_([\w-]{22})[\w-]{43}$/;
/** `lkv_`, the id of the verifier, and 256 random bits. */
export const newCredential = (id) => `lkv_${id}${randomSecret()}`;
/** Whose credential it claims to be; `undefined`: it is none. */
export const claimedId = (credential) => pattern.exec(credential)?.[1];
/** Fast on purpose: nobody guesses 256 random bits, so there is nothing to slow down. */
export const credentialHash = (credential) => encodeBase64url(digest(credential));
export const isCredential = (credential, storedHash) => equalSecrets(digest(credential), decodeBase64url(storedHash) ?? new Uint8Array());
const digest = (credential) => createHash('sha256').update(encodeUtf8(credential)).digest();
