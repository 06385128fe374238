import type { AuthErrorCode } from '../../src/errors.ts'
import type { Device } from './device.ts'
import { createDevice, hashOf, proofBySecret } from './device.ts'

/** What a proof is made for. */
export interface ProofTarget {
  readonly htm: string
  readonly htu: string
  readonly iat: number
  /** The access token. */
  readonly token: string
}

interface Row {
  readonly proof: (device: Device, good: object, target: ProofTarget) => string
  readonly code: AuthErrorCode
}

const claims =
  (change: object): Row['proof'] =>
  (device, good) =>
    device.prove({ ...good, ...change })
const header =
  (change: object): Row['proof'] =>
  (device, good) =>
    device.prove(good, change)
const other = createDevice()
const rsa = { kty: 'RSA', n: 'AQAB', e: 'AQAB' }

/** RFC 9449 §4.3, one step broken in each: refused by the library, and over HTTP. */
export const hostileProofs: Readonly<Record<string, Row>> = {
  'no proof': { proof: () => '', code: 'proof_missing' },
  'not a JWT': { proof: () => 'lkr_proof', code: 'proof_malformed' },
  'two proofs in one field': {
    proof: (device, good) => `${device.prove(good)}, ${device.prove(good)}`,
    code: 'proof_malformed',
  },
  'without jti': { proof: claims({ jti: undefined }), code: 'proof_malformed' },
  'an empty jti': { proof: claims({ jti: '' }), code: 'proof_malformed' },
  'a jti that is a number': { proof: claims({ jti: 7 }), code: 'proof_malformed' },
  'a jti that fills the memory': {
    proof: claims({ jti: 'x'.repeat(129) }),
    code: 'proof_malformed',
  },
  'without htm': { proof: claims({ htm: undefined }), code: 'proof_malformed' },
  'an empty htm': { proof: claims({ htm: '' }), code: 'proof_malformed' },
  'for another method': { proof: claims({ htm: 'POST' }), code: 'proof_mismatch' },
  'a method in other letters': { proof: claims({ htm: 'get' }), code: 'proof_mismatch' },
  'without htu': { proof: claims({ htu: undefined }), code: 'proof_malformed' },
  'an empty htu': { proof: claims({ htu: '' }), code: 'proof_malformed' },
  'an htu that is a list': {
    proof: (device, good, { htu }) => device.prove({ ...good, htu: [htu] }),
    code: 'proof_malformed',
  },
  'for another path': {
    proof: (device, good, { htu }) => device.prove({ ...good, htu: `${htu}/2` }),
    code: 'proof_mismatch',
  },
  'for another host': {
    proof: claims({ htu: 'https://evil.example/orders' }),
    code: 'proof_mismatch',
  },
  'a path alone as htu': { proof: claims({ htu: '/orders' }), code: 'proof_mismatch' },
  'an htu with a name in it': {
    proof: (device, good, { htu }) => device.prove({ ...good, htu: htu.replace('://', '://ada@') }),
    code: 'proof_mismatch',
  },
  'an htu that a browser would put right': {
    proof: (device, good, { htu }) => device.prove({ ...good, htu: htu.replaceAll('/', '\\') }),
    code: 'proof_mismatch',
  },
  'an htu with what nobody sees': {
    proof: (device, good, { htu }) =>
      device.prove({ ...good, htu: htu.replace('://', '://\u{feff}') }),
    code: 'proof_mismatch',
  },
  'an htu with a password in it': {
    proof: (device, good, { htu }) => device.prove({ ...good, htu: htu.replace('://', '://:pw@') }),
    code: 'proof_mismatch',
  },
  'an htu of another scheme': {
    proof: (device, good, { htu }) => device.prove({ ...good, htu: htu.replace(/^https?/, 'ftp') }),
    code: 'proof_mismatch',
  },
  'without iat': { proof: claims({ iat: undefined }), code: 'proof_malformed' },
  'an iat that is a text': { proof: claims({ iat: '1800000000' }), code: 'proof_malformed' },
  'an old iat': {
    proof: (device, good, { iat }) => device.prove({ ...good, iat: iat - 61 }),
    code: 'proof_expired',
  },
  'an iat in the future': {
    proof: (device, good, { iat }) => device.prove({ ...good, iat: iat + 35 }),
    code: 'proof_expired',
  },
  'an endless iat': {
    proof: (device, good) =>
      device.seal(
        JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk: device.jwk }),
        JSON.stringify({ jti: 'endless', ...good }).replace(/"iat":\d+(\.\d+)?/, '"iat":1e999'),
      ),
    code: 'proof_malformed',
  },
  'without ath': { proof: claims({ ath: undefined }), code: 'proof_mismatch' },
  'for another token': { proof: claims({ ath: hashOf('another') }), code: 'proof_mismatch' },
  'an ath with padding': {
    proof: (device, good, { token }) => device.prove({ ...good, ath: `${hashOf(token)}=` }),
    code: 'proof_mismatch',
  },
  'of another type': { proof: header({ typ: 'JWT' }), code: 'proof_malformed' },
  'without a type': { proof: header({ typ: undefined }), code: 'proof_malformed' },
  'the type in other letters': { proof: header({ typ: 'DPoP+JWT' }), code: 'proof_malformed' },
  'alg none': { proof: header({ alg: 'none' }), code: 'proof_malformed' },
  'without alg': { proof: header({ alg: undefined }), code: 'proof_malformed' },
  'alg of another curve': { proof: header({ alg: 'ES384' }), code: 'proof_malformed' },
  'alg HS256, with a secret in the header': { proof: proofBySecret, code: 'proof_malformed' },
  'alg HS256, over the public key': { proof: header({ alg: 'HS256' }), code: 'proof_malformed' },
  'without jwk': { proof: header({ jwk: undefined }), code: 'proof_malformed' },
  'a jwk that is a text': { proof: header({ jwk: 'a key' }), code: 'proof_malformed' },
  'a kid in place of the jwk': {
    proof: header({ jwk: undefined, kid: 'somebody' }),
    code: 'proof_malformed',
  },
  'a private jwk': {
    proof: (device, good) =>
      device.prove(good, { jwk: device.privateKey.export({ format: 'jwk' }) }),
    code: 'proof_malformed',
  },
  'a jwk for encryption': {
    proof: (device, good) => device.prove(good, { jwk: { ...device.jwk, use: 'enc' } }),
    code: 'proof_malformed',
  },
  'a weak jwk': { proof: header({ alg: 'RS256', jwk: rsa }), code: 'proof_malformed' },
  "another's jwk": { proof: header({ jwk: other.jwk }), code: 'proof_malformed' },
  'a critical extension': { proof: header({ crit: ['exp'] }), code: 'proof_malformed' },
  'a claim twice': {
    proof: (device, good) =>
      device.seal(
        JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk: device.jwk }),
        JSON.stringify({ jti: 'twice', ...good }).replace('{', '{"htm":"POST",'),
      ),
    code: 'proof_malformed',
  },
  'a header twice': {
    proof: (device, good) =>
      device.seal(
        JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk: device.jwk }).replace(
          '{',
          '{"alg":"none",',
        ),
        JSON.stringify({ jti: 'twice', ...good }),
      ),
    code: 'proof_malformed',
  },
  'claims that are a list': {
    proof: (device) =>
      device.seal(JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk: device.jwk }), '[]'),
    code: 'proof_malformed',
  },
  'a signature of something else': {
    proof: (device, good) => {
      const [head, , signature] = device.prove(good).split('.')
      return `${head}.${Buffer.from(JSON.stringify({ ...good, jti: 'x' })).toString('base64url')}.${signature}`
    },
    code: 'proof_malformed',
  },
  'of another key': { proof: (_, good) => other.prove(good), code: 'proof_key_mismatch' },
}
