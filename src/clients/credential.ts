import { createHash } from 'node:crypto'
import { decodeBase64url, encodeBase64url, encodeUtf8, equalSecrets } from '../bytes.ts'
import { randomSecret } from '../random.ts'

// The prefix is what a scanner for leaked secrets looks for.
const verifierPattern = /^lkv_([\w-]{22})[\w-]{43}$/
const clientPattern = /^lkc_[\w-]{43}$/

/** `lkv_`, the id of the verifier, and 256 random bits. */
export const newCredential = (id: string): string => `lkv_${id}${randomSecret()}`

/** `lkc_` and 256 random bits. */
export const newClientSecret = (): string => `lkc_${randomSecret()}`

/** Whose credential it claims to be; `undefined`: it is none. */
export const claimedId = (credential: string): string | undefined =>
  verifierPattern.exec(credential)?.[1]

export const hasClientSecretForm = (secret: string): boolean => clientPattern.test(secret)

/** Fast on purpose: nobody guesses 256 random bits, so there is nothing to slow down. */
export const credentialHash = (credential: string): string => encodeBase64url(digest(credential))

/** Where there is no hash, one is compared all the same: who has none is not to be told by the time. */
export const isCredential = (credential: string, storedHash: string = hashOfNone): boolean =>
  equalSecrets(digest(credential), decodeBase64url(storedHash) ?? new Uint8Array()) &&
  storedHash !== hashOfNone

const hashOfNone = encodeBase64url(new Uint8Array(32))

const digest = (credential: string): Uint8Array =>
  createHash('sha256').update(encodeUtf8(credential)).digest()
