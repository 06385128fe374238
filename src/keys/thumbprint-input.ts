import { memberBytes } from './jwk-members.ts'
import type { Jwk } from './jwk.ts'

// In the order of the alphabet, as RFC 7638 §3.2 asks.
const required: ReadonlyMap<string, readonly (keyof Jwk)[]> = new Map([
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
  ['RSA', ['e', 'kty', 'n']],
  ['oct', ['k', 'kty']],
] as const)

/**
 * What the thumbprint of a key is the SHA-256 of, RFC 7638 §3.
 *
 * @throws {TypeError} when the JWK lacks a required member.
 */
export function thumbprintInput(jwk: Jwk): string {
  const names = required.get(jwk.kty)
  if (!names) throw new TypeError('JWK: "kty" is not EC, OKP, RSA or oct')
  const members = names.map((name) => {
    if (name.length === 1) memberBytes(jwk, name)
    else if (typeof jwk[name] !== 'string') throw new TypeError(`JWK: "${name}" is missing`)
    return [name, jwk[name]]
  })
  return JSON.stringify(Object.fromEntries(members))
}
