import { constants, sign } from 'node:crypto'
import { bytesOf } from '../../keys/keys.ts'
import { bad, digest, good, privateJwk, privateKey, type Forgery } from './forgery.ts'
import { raw, rsa } from './rsa.ts'

// RFC 8017 §9.2, note 1.
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')

const contentOf = (input: Buffer): Buffer => Buffer.concat([digestInfo, digest('sha256', input)])

/** RFC 8017 §8.2.1, step 2. */
const block = (content: Buffer, filler: Buffer, after = Buffer.alloc(0)): Buffer =>
  raw('RS256', Buffer.concat([Buffer.of(0, 1), filler, Buffer.of(0), content, after]))

export function pkcs1(): readonly Forgery[] {
  const size = bytesOf(privateJwk('RS256').n).length
  const filled = (content: Buffer): Buffer =>
    block(content, Buffer.alloc(size - content.length - 3, 255))
  const infoOf =
    (hex: string, hash = 'sha256') =>
    (input: Buffer): Buffer =>
      filled(Buffer.concat([Buffer.from(hex, 'hex'), digest(hash, input)]))
  const rest = (input: Buffer): number => size - contentOf(input).length - 3
  const withFiller =
    (change: (filler: Buffer) => void) =>
    (input: Buffer): Buffer => {
      const filler = Buffer.alloc(rest(input), 255)
      change(filler)
      return block(contentOf(input), filler)
    }
  return rsa('RS256', [
    ...good('RS256', { 'a signature made by hand': (input) => filled(contentOf(input)) }),
    ...bad('RS256', {
      'J56 no NULL in DigestInfo': infoOf('302f300b06096086480165030402010420'),
      'J56 0 octets of parameters, long form': infoOf('3032300e06096086480165030402010581000420'),
      'J56 a length in the long form': infoOf('308131300d060960864801650304020105000420'),
      'J56 an indefinite length': infoOf('3080300d060960864801650304020105000420'),
      'J56 the hash as BIT STRING': infoOf('3031300d060960864801650304020105000320'),
      'J56 the OID of SHA-384': infoOf('3031300d060960864801650304020205000420'),
      'J56 the OID of SHA-1': infoOf('3029300906052b0e03021a05000420'),
      'J56 no DigestInfo': infoOf(''),
      'J56 a hash of SHA-512': infoOf('3051300d060960864801650304020305000440', 'sha512'),
      'J56 the hash in another OCTET STRING': infoOf('3033300d0609608648016503040201050004220420'),
      'J56 one byte less of padding and one of garbage (CVE-2006-4339)': (input) =>
        block(contentOf(input), Buffer.alloc(rest(input) - 1, 255), Buffer.of(0)),
      'J56 8 bytes of padding and the rest garbage (CVE-2006-4339)': (input) =>
        block(contentOf(input), Buffer.alloc(8, 255), Buffer.alloc(rest(input) - 8, 1)),
      'J56 no padding, garbage behind': (input) =>
        block(contentOf(input), Buffer.alloc(0), Buffer.alloc(rest(input), 255)),
      'J56 padding that begins with 0xfe': withFiller((filler) => filler.fill(0xfe, 0, 1)),
      'J56 padding that ends with 0xfe': withFiller((filler) =>
        filler.fill(0xfe, filler.length - 1),
      ),
      'J56 padding of zeros': withFiller((filler) => filler.fill(0)),
      'J56 a zero amid the padding': withFiller((filler) => filler.fill(0, 9, 10)),
      'J56 block type 0': (input) =>
        raw('RS256', Buffer.concat([Buffer.alloc(3 + rest(input)), contentOf(input)])),
      'J56 block type 2': (input) =>
        raw(
          'RS256',
          Buffer.concat([
            Buffer.of(0, 2),
            Buffer.alloc(rest(input), 255),
            Buffer.of(0),
            contentOf(input),
          ]),
        ),
      'J56 no zero before the hash': (input) =>
        raw(
          'RS256',
          Buffer.concat([Buffer.of(0, 1), Buffer.alloc(rest(input) + 1, 255), contentOf(input)]),
        ),
      'J14 PSS': (input) =>
        sign('sha256', input, {
          key: privateKey('RS256'),
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: 32,
        }),
    }),
  ])
}
