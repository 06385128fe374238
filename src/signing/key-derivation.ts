import { concatBytes, encodeUtf8 } from '../bytes.ts'
import { digest, type DigestMethod, hmac } from './algorithms.ts'

const signer = encodeUtf8('signer')

type Derivation = (method: DigestMethod, salt: Uint8Array, key: Uint8Array) => Uint8Array

/** How a signer makes its key of the secret key and the salt. None of them makes a weak secret strong. */
export type KeyDerivation = 'concat' | 'django-concat' | 'hmac' | 'none'

const derivations: Readonly<Record<KeyDerivation, Derivation>> = {
  concat: (method, salt, key) => digest(method, concatBytes(salt, key)),
  'django-concat': (method, salt, key) => digest(method, concatBytes(salt, signer, key)),
  hmac: (method, salt, key) => hmac(method, key, salt),
  none: (_method, _salt, key) => key,
}

/**
 * What derives keys in that way.
 *
 * @throws {TypeError} when it is not known.
 */
export function derivationOf(name: KeyDerivation): Derivation {
  if (!Object.hasOwn(derivations, name)) throw new TypeError('Unknown key derivation method')
  return derivations[name]
}
