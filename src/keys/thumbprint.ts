import { createHash } from 'node:crypto'
import { encodeBase64url } from '../bytes.ts'
import type { Jwk } from './jwk.ts'
import { thumbprintInput } from './thumbprint-input.ts'

/**
 * The SHA-256 thumbprint of a key, RFC 7638: 43 characters that name it. The public and the private
 * half have the same one.
 *
 * @throws {TypeError} when the JWK lacks a required member.
 */
export const thumbprint = (jwk: Jwk): string =>
  encodeBase64url(createHash('sha256').update(thumbprintInput(jwk)).digest())
