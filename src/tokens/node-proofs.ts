import { createHash } from 'node:crypto'
import { importJwk } from '../keys/index.ts'
import { createProofsOn } from './proofs.ts'
import type { Proofs, ProofsOptions } from './proofs.ts'

/**
 * The check of proofs of possession on Node.
 *
 * @throws {TypeError} for what is not an origin.
 */
export const createProofs = (options: ProofsOptions): Proofs => createProofsOn(runtime, options)

const runtime = {
  importJwk: (jwk: Parameters<typeof importJwk>[0], options: Parameters<typeof importJwk>[2]) =>
    importJwk(jwk, 'verify', options),
  digest: (text: string): string => createHash('sha256').update(text).digest('base64url'),
}
