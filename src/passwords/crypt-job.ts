import { bsdiCrypt, desCrypt } from './des-crypt.ts'
import { md5Crypt, shaCrypt } from './digest-crypt.ts'
import { phpass, sha1Crypt } from './other-crypts.ts'

export type CryptAlgorithm =
  | 'sha512_crypt'
  | 'sha256_crypt'
  | 'md5_crypt'
  | 'apr_md5_crypt'
  | 'sha1_crypt'
  | 'phpass'
  | 'des_crypt'
  | 'bsdi_crypt'

/** What one checksum is made of. */
export interface CryptJob {
  readonly kind: 'crypt'
  readonly algorithm: CryptAlgorithm
  readonly password: Uint8Array
  readonly salt: string
  readonly rounds: number
}

type Crypt = (password: Uint8Array, salt: string, rounds: number) => string

const algorithms: Readonly<Record<CryptAlgorithm, Crypt>> = {
  sha512_crypt: (password, salt, rounds) => shaCrypt('sha512', password, salt, rounds),
  sha256_crypt: (password, salt, rounds) => shaCrypt('sha256', password, salt, rounds),
  md5_crypt: (password, salt) => md5Crypt('1', password, salt),
  apr_md5_crypt: (password, salt) => md5Crypt('apr1', password, salt),
  sha1_crypt: sha1Crypt,
  phpass,
  des_crypt: desCrypt,
  bsdi_crypt: bsdiCrypt,
}

/** The checksum, as it stands at the end of a stored hash. Holds the thread until it is done. */
export const runCryptJob = ({ algorithm, password, salt, rounds }: CryptJob): string =>
  algorithms[algorithm](password, salt, rounds)
