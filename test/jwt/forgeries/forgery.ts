import { createHash, createPrivateKey, type KeyObject } from 'node:crypto'
import type { Jwk, JwsAlgorithm } from '../../../src/keys/index.ts'
import { keyFor } from '../../keys/keys.ts'

/** A signature as external suites have them: what a library that is not strict takes for good. */
export interface Forgery {
  readonly id: string
  readonly alg: JwsAlgorithm
  /** Of each kind one is, so that the others, made in the same way, are wrong for their reason only. */
  readonly isGood: boolean
  readonly sign: (input: Buffer) => Uint8Array
}

type Rows = Readonly<Record<string, Forgery['sign']>>

export const good = (alg: JwsAlgorithm, rows: Rows): readonly Forgery[] => all(alg, rows, true)
export const bad = (alg: JwsAlgorithm, rows: Rows): readonly Forgery[] => all(alg, rows, false)
const all = (alg: JwsAlgorithm, rows: Rows, isGood: boolean): readonly Forgery[] =>
  Object.entries(rows).map(([id, sign]) => ({ id, alg, isGood, sign }))

export const privateJwk = (alg: JwsAlgorithm): Jwk => keyFor(alg).privateKey
export const privateKey = (alg: JwsAlgorithm): KeyObject =>
  createPrivateKey({ key: { ...privateJwk(alg), key_ops: ['sign'] }, format: 'jwk' })

/** Big-endian. */
export const bytes = (value: bigint, length: number): Buffer =>
  Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex')

export const digest = (hash: string, input: Uint8Array): Buffer =>
  createHash(hash).update(input).digest()
