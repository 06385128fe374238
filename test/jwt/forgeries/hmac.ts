import { createHmac } from 'node:crypto'
import { bytesOf } from '../../keys/keys.ts'
import { bad, digest, good, privateJwk, type Forgery } from './forgery.ts'

export function hmac(alg: 'HS256' | 'HS384' | 'HS512'): readonly Forgery[] {
  const hash = alg.replace('HS', 'sha')
  const length = Number(alg.slice(2)) / 8
  const secret = (): Buffer => bytesOf(privateJwk(alg).k)
  const mac = (input: Buffer, by = hash, key = secret()): Buffer =>
    createHmac(by, key).update(input).digest()
  const others = [
    'sha1',
    'sha256',
    'sha384',
    'sha512',
    'sha512-256',
    'sha3-256',
    'sha3-384',
    'sha3-512',
  ]
  return [
    ...good(alg, {
      'a MAC': (input) => mac(input),
      'a MAC of the secret and zeros, which is the same key (RFC 2104 §2)': (input) =>
        mac(input, hash, Buffer.concat([secret(), Buffer.alloc(1)])),
    }),
    ...bad(alg, {
      ...Object.fromEntries(
        others
          .filter((other) => other !== hash)
          .flatMap((other) => [
            [`J58 ${other}`, (input: Buffer) => mac(input, other)],
            [
              `J58 ${other} to the length`,
              (input: Buffer) =>
                Buffer.concat([
                  mac(input, other),
                  mac(input, other),
                  mac(input, other),
                  mac(input, other),
                ]).subarray(0, length),
            ],
          ]),
      ),
      'J58 half of it': (input) => mac(input).subarray(0, length / 2),
      'J58 half of it, and zeros': (input) =>
        Buffer.concat([mac(input).subarray(0, length / 2), Buffer.alloc(length / 2)]),
      'J58 nothing but a byte': (input) => mac(input).subarray(0, 1),
      'J58 a byte more': (input) => Buffer.concat([mac(input), Buffer.of(0)]),
      'J58 backwards': (input) => mac(input).toReversed(),
      'J58 as hexadecimal text': (input) => Buffer.from(mac(input).toString('hex')),
      'J58 the plain hash': (input) => digest(hash, input),
      'J58 the hash of secret and text': (input) => digest(hash, Buffer.concat([secret(), input])),
      'J58 the secret as text': (input) =>
        mac(input, hash, Buffer.from(secret().toString('base64url'))),
      'J58 an empty secret': (input) => mac(input, hash, Buffer.alloc(0)),
      'J58 a secret of zeros': (input) => mac(input, hash, Buffer.alloc(length)),
    }),
  ]
}
