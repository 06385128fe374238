// A public key taken for an HMAC secret makes every reader of it a signer. Whatever stands before
// the marker does not matter (white space, BOM, zero-width characters, comments, header lines).
const publicKeyTexts: readonly (readonly [RegExp, string])[] = [
  [/-----\s*BEGIN/i, 'PEM'],
  [/\b(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-\S+) AAAA/, 'an OpenSSH public key'],
  [/"(?:kty|keys)"\s*:/, 'a JWK or JWK Set in JSON'],
]

/**
 * @throws {RangeError} when the secret is shorter than the hash (RFC 7518 §3.2), or nothing but zeros.
 * @throws {TypeError} when it is really the text of another key.
 */
export function checkSecret(bytes: Uint8Array, minBytes: number): void {
  if (bytes.byteLength < minBytes) {
    throw new RangeError(`JWK: expected an HMAC secret of at least ${minBytes} bytes`)
  }
  if (bytes.every((byte) => byte === 0)) {
    throw new RangeError('JWK: the HMAC secret is all zeros, as a buffer is that nobody filled')
  }
  // Without the zero octets it is also found where it was UTF-16.
  const text = Array.from(bytes, (byte) => (byte === 0 ? '' : String.fromCharCode(byte))).join('')
  for (const [pattern, what] of publicKeyTexts) {
    if (pattern.test(text)) throw new TypeError(`JWK: the HMAC secret is ${what}`)
  }
  if (isDerPublicKey(bytes)) throw new TypeError('JWK: the HMAC secret is a DER public key')
}

const sequence = 0x30
const integer = 0x02
const bitString = 0x03

/** Whether it is laid out as SubjectPublicKeyInfo (RFC 5280 §4.1) or RSAPublicKey (RFC 8017 §A.1.1). */
function isDerPublicKey(bytes: Uint8Array): boolean {
  const [outer] = readElements(bytes)
  if (outer?.tag !== sequence) return false
  const tags = readElements(outer.content).map(({ tag }) => tag)
  return (
    tags.length === 2 &&
    [
      [sequence, bitString],
      [integer, integer],
    ].some(([first, second]) => tags[0] === first && tags[1] === second)
  )
}

interface Element {
  readonly tag: number
  readonly content: Uint8Array
}

/** The DER elements that stand one after the other (X.690 §8.1), as far as they are whole. */
function readElements(bytes: Uint8Array): readonly Element[] {
  const elements: Element[] = []
  for (let rest = bytes; rest.byteLength >= 2;) {
    const [tag = 0, first = 0] = rest
    const more = first > 0x80 ? first - 0x80 : 0
    const length =
      more === 0 ? first : rest.subarray(2, 2 + more).reduce((sum, byte) => sum * 256 + byte, 0)
    const content = rest.subarray(2 + more, 2 + more + length)
    if (content.byteLength < length) break
    elements.push({ tag, content })
    rest = rest.subarray(2 + more + length)
  }
  return elements
}
