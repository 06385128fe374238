import { constants, privateEncrypt } from 'node:crypto'
import { toBigInt } from '../../../src/keys/numbers.ts'
import type { JwsAlgorithm } from '../../../src/keys/index.ts'
import { bytesOf } from '../../keys/keys.ts'
import { bad, bytes, privateJwk, privateKey, type Forgery } from './forgery.ts'

export function rsa(alg: 'RS256' | 'PS256', rows: readonly Forgery[]): readonly Forgery[] {
  const n = (): bigint => toBigInt(bytesOf(privateJwk(alg).n))
  const length = (): number => bytesOf(privateJwk(alg).n).length
  const [correct] = rows
  const made = (input: Buffer): bigint => toBigInt(correct?.sign(input) ?? Buffer.alloc(0))
  return [
    ...rows,
    ...bad(alg, {
      'J56 0': () => bytes(0n, length()),
      'J56 1': () => bytes(1n, length()),
      'J56 n − 1': () => bytes(n() - 1n, length()),
      'J56 n': () => bytes(n(), length()),
      'J56 n + 1': () => bytes(n() + 1n, length()),
      'J56 the negative': (input) => bytes(n() - made(input), length()),
      'J56 the signature + n': (input) => bytes(made(input) + n(), length()),
      'J56 a byte of zero before it': (input) => bytes(made(input), length() + 1),
      'J56 without its last byte': (input) => bytes(made(input), length()).subarray(0, -1),
    }),
  ]
}

/** The private operation alone. */
export const raw = (alg: JwsAlgorithm, block: Buffer): Buffer =>
  privateEncrypt({ key: privateKey(alg), padding: constants.RSA_NO_PADDING }, block)
