import { createHmac, createPublicKey } from 'node:crypto'
import { generateKey, importJwk } from '../../../src/keys/index.ts'
import type { World } from './world.ts'

const stranger = importJwk(generateKey('ES256').privateKey, 'sign')

type Sign = (input: string, world: World) => Uint8Array | string

/** An ASN.1 INTEGER. */
const integer = (part: Uint8Array): Buffer =>
  Buffer.concat([(part[0] ?? 0) > 127 ? Buffer.of(2, 33, 0) : Buffer.of(2, 32), part])

const hmac =
  (secret: (world: World) => string | Uint8Array): Sign =>
  (input, world) =>
    createHmac('sha256', secret(world)).update(input).digest()

const exported = ({ publicJwk }: World): ReturnType<typeof createPublicKey> =>
  createPublicKey({ key: { ...publicJwk, key_ops: ['verify'] }, format: 'jwk' })
const pem = (world: World): string => exported(world).export({ format: 'pem', type: 'spki' })

const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')
const numbers: Readonly<Record<string, Buffer>> = {
  '0': Buffer.alloc(32),
  '1': Buffer.alloc(32).fill(1, 31),
  'n-1': Buffer.from(order.map((byte, at) => (at === 31 ? byte - 1 : byte))),
  n: order,
  'n+1': Buffer.from(order.map((byte, at) => (at === 31 ? byte + 1 : byte))),
  max: Buffer.alloc(32, 255),
}

/** Whose signature a token may bear, by the words of a row. */
export const signatures: Readonly<Record<string, Sign>> = {
  ours: (input, { key }) => key.sign(input),
  none: () => '',
  'of another token': (_, { values }) => values['signature'] ?? '',
  'of a stranger': (input) => stranger.sign(input),
  'hmac of nothing': hmac(() => ''),
  'hmac of the public PEM': hmac(pem),
  'hmac of the public PEM with CRLF': hmac((world) => pem(world).replaceAll('\n', '\r\n')),
  'hmac of the public PEM without its last line feed': hmac((world) => pem(world).trim()),
  'hmac of the public PEM behind a space': hmac((world) => ` ${pem(world)}`),
  'hmac of the body of the public PEM': hmac((world) =>
    pem(world).split('\n').slice(1, -2).join(''),
  ),
  'hmac of the public DER': hmac((world) =>
    exported(world).export({ format: 'der', type: 'spki' }),
  ),
  'hmac of the public point': hmac(({ publicJwk: { x = '', y = '' } }) =>
    Buffer.from(
      `04${Buffer.from(x, 'base64url').toString('hex')}${Buffer.from(y, 'base64url').toString('hex')}`,
      'hex',
    ),
  ),
  'hmac of the public x': hmac(({ publicJwk: { x = '' } }) => Buffer.from(x, 'base64url')),
  'hmac of the JWK': hmac(({ publicJwk }) => JSON.stringify(publicJwk)),
  'hmac of the JWK Set': hmac(({ publicJwk }) => JSON.stringify({ keys: [publicJwk] })),
  'hmac of the kid': hmac(({ values }) => values['kid'] ?? ''),
  'one byte short': (input, { key }) => key.sign(input).subarray(1),
  'cut at the end': (input, { key }) => key.sign(input).subarray(0, -1),
  'with a byte before': (input, { key }) => Buffer.concat([Buffer.alloc(1), key.sign(input)]),
  'with a byte behind': (input, { key }) => Buffer.concat([key.sign(input), Buffer.alloc(1)]),
  twice: (input, { key }) => Buffer.concat([key.sign(input), key.sign(input)]),
  'its halves swapped': (input, { key }) => {
    const bytes = key.sign(input)
    return Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)])
  },
  'as DER': (input, { key }) => {
    const bytes = key.sign(input)
    const body = Buffer.concat([integer(bytes.subarray(0, 32)), integer(bytes.subarray(32))])
    return Buffer.concat([Buffer.of(0x30, body.length), body])
  },
  ...Object.fromEntries(
    Object.entries(numbers).flatMap(([r, first]) =>
      Object.entries(numbers).map(([s, second]) => [
        `r=${r} s=${s}`,
        () => Buffer.concat([first, second]),
      ]),
    ),
  ),
}
