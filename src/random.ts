import { randomBytes, randomInt } from 'node:crypto'
import { encodeBase64url } from './bytes.ts'

/** 128 random bits as 22 base64url characters: an identifier nobody can guess. */
export const randomId = (): string => encodeBase64url(randomBytes(16))

/** 256 random bits as 43 base64url characters: a secret. */
export const randomSecret = (): string => encodeBase64url(randomBytes(32))

/** A whole number from 0 up to `size`, each as likely as the others. */
export const randomIndex = (size: number): number => randomInt(size)
