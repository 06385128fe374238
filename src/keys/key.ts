import type { KeyName } from './check-jwk.ts'
import type { JwsAlgorithm } from './jwk.ts'

/** A key that has passed every check, bound to its one algorithm. */
export interface VerificationKey {
  readonly kid: string | undefined
  readonly algorithm: JwsAlgorithm
  /** Whether the `alg` of a token names this key's algorithm. */
  accepts(alg: unknown): boolean
  /** Whether `signature` is this key's signature of ASCII text; a promise where the runtime has nothing faster. */
  verify(input: string, signature: Uint8Array): boolean | Promise<boolean>
}

/**
 * A key of `node:crypto`, which answers at once. It shows nothing of what is inside, not even to
 * `console.log`.
 */
export interface Key extends VerificationKey {
  /** Whether it was imported to sign. */
  readonly canSign: boolean
  /** Signs ASCII text. @throws {TypeError} when it was imported to verify only. */
  sign(input: string): Uint8Array
  verify(input: string, signature: Uint8Array): boolean
}

/** What gives the key that a token's `kid` names. */
export interface KeyResolver<K extends VerificationKey = Key> {
  verificationKey(kid: string): K | undefined
}

export const acceptsAlgorithm = ({ algorithm, alias }: KeyName, alg: unknown): boolean =>
  alg === algorithm || (alg === alias && alg !== undefined)
