// Makes vectors at random, from a seed: values, options and tokens, good ones and ones that were tampered with.
import * as signing from '../../src/signing/index.ts'
import { call, type Json, type Vector } from '../signing/python.ts'

/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const classes = [
  'Signer',
  'TimestampSigner',
  'Serializer',
  'TimedSerializer',
  'URLSafeSerializer',
  'URLSafeTimedSerializer',
]
const digests = [
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha3_256',
  'blake2b',
  'blake2s',
]
const derivations = ['concat', 'django-concat', 'hmac', 'none']
const letters = Array.from('abcdefgh:/@{')
const atoms = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-0.0',
  '1.0',
  '1e16',
  '1e-7',
  '123456789012345678901',
]
const oddAtoms = [
  'NaN',
  '-Infinity',
  '1e999',
  '0.1',
  '5e-324',
  '1.7976931348623157e308',
  '9007199254740993',
]
const oddTexts = [
  '\\ud800',
  '\\uD83D\\uDE00',
  '\\u007f',
  '\u007f',
  'é',
  '😀',
  '\\n\\/',
  '\\"',
  '\u2028',
  "it's",
]
const junk = [
  '=',
  '==',
  '====',
  '+',
  '/',
  '-',
  '_',
  '.',
  '!',
  '\n',
  'é',
  ' ',
  '\0',
  '"',
  "'",
  'A',
  '\\',
]
const brokenJson = [
  '',
  '{',
  '[1,]',
  '01',
  '1.',
  '.5',
  '+1',
  '"\t"',
  'nul',
  '[1]x',
  '{"a":1,}',
  '"\\x"',
  'tru',
  '﻿1',
]

/** Vectors without their expectations, as many as asked for. */
export function randomVectors(seed: number, count: number): Vector[] {
  const vectors: Vector[] = []
  const random = randomFrom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)]
    if (item === undefined) throw new RangeError('there is nothing to pick from')
    return item
  }
  const chance = (share: number): boolean => random() < share
  const some = <T>(limit: number, make: () => T): T[] => Array.from({ length: below(limit) }, make)

  const textJson = (): string =>
    JSON.stringify(some(12, () => pick([...letters, 'id', 'scope'])).join('')).replace(
      /"$/,
      () => `${some(3, () => pick(oddTexts)).join('')}"`,
    )
  const numberJson = (): string =>
    pick([
      () => String(below(1_000)),
      () => String(random() * 10 ** (below(40) - 20)),
      () => `${below(10 ** 9)}${below(10 ** 9)}${below(10 ** 9)}`.replace(/^0+(?=.)/, ''),
      () => `${below(100)}.${below(1_000)}e${below(50) - 25}`,
    ])()
  const jsonText = (depth: number): string => {
    const kind = below(depth > 3 ? 4 : 7)
    if (kind === 0) return pick(atoms)
    if (kind === 1) return pick([...atoms, ...oddAtoms])
    if (kind === 2) return numberJson()
    if (kind === 3) return textJson()
    if (kind === 4) return `[${some(5, () => jsonText(depth + 1)).join(pick([',', ', ']))}]`
    if (kind === 5) return JSON.stringify(pick(['user', 'ab', '\u0000']).repeat(below(80)))
    const member = (): string => `${textJson()}: ${jsonText(depth + 1)}`
    return `{${some(5, member).join(',')}}`
  }

  const secret = (): Json => pick([{ utf8: `key ${below(9)}` }, { b64: 'AP8B' }, { str: 'ключ' }])
  const signerOptions = (): { [name: string]: Json } => ({
    ...(chance(0.4) && { key_derivation: pick(derivations) }),
    ...(chance(0.4) && { digest_method: pick(digests) }),
    ...(chance(0.1) && { sep: { utf8: pick(['.', ':', '::', '|', '!', ' ']) } }),
    ...(chance(0.1) && { algorithm: pick(['none', 'hmac-sha256', 'hmac-sha3_256']) }),
  })
  const ctorOf = (name: string): { [name: string]: Json } => {
    const shared = {
      secret_key: chance(0.2) ? [secret(), secret(), secret()] : secret(),
      ...(chance(0.3) && {
        salt: pick<Json>([null, { utf8: '' }, { utf8: 'salt' }, { str: 'sœl' }]),
      }),
    }
    if (name.endsWith('Signer')) return { ...shared, ...signerOptions() }
    const plain = { digest_method: pick(digests), key_derivation: pick(derivations) }
    return {
      ...shared,
      ...(chance(0.4) && { signer_kwargs: signerOptions() }),
      ...(chance(0.15) && { serializer: pick(['json', 'compact_json']) }),
      ...(chance(0.1) && { serializer_kwargs: { sort_keys: true } }),
      ...(chance(0.1) && { serializer_kwargs: { ensure_ascii: chance(0.5) } }),
      ...(chance(0.15) && { fallback_signers: [{ kwargs: plain }] }),
    }
  }

  const tampered = (token: string): string => {
    const at = below(token.length + 1)
    const [before, after] = [token.slice(0, at), token.slice(at)]
    const cuts = token.split('.')
    return pick([
      () => before + pick(junk) + after,
      () => before + pick(junk) + after.slice(1),
      () => before + pick(junk).repeat(4) + after,
      () => token + pick(junk).repeat(below(5)),
      () => before + after.slice(1),
      () => token.replaceAll('-', '+').replaceAll('_', '/'),
      () => cuts.toReversed().join('.'),
      () => cuts.slice(0, -1).join('.'),
      () => `${token.slice(0, -1)}${pick(['A', 'B', 'E', 'I', 'Q', 'g', 'w', '8'])}`,
    ])()
  }

  const token = (name: string, ctor: { [name: string]: Json }, now: number): string => {
    const common = { version: '2.1.2', class: name, ctor, now }
    const isSigner = name.endsWith('Signer')
    const op = isSigner ? 'sign' : 'dumps'
    try {
      // A signed payload that no serializer made is read too: the other side may have lost its mind.
      if (!isSigner && chance(0.2)) {
        const text = chance(0.5) ? pick(brokenJson) : tampered(jsonText(0))
        const payload = name.startsWith('URL') && chance(0.9) ? signing.base64Encode(text) : text
        const { signer_kwargs: kwargs, secret_key, salt = { utf8: 'itsdangerous' } } = ctor
        const signer = name.includes('Timed') ? 'TimestampSigner' : 'Signer'
        const options = { secret_key: secret_key ?? null, salt, ...(kwargs as object) }
        return String(
          call({
            ...common,
            class: signer,
            ctor: options,
            op: 'sign',
            args: { value: { str: payload } },
          }),
        )
      }
      const args: Vector['args'] = isSigner
        ? { value: { str: signedText() } }
        : { payload_json: jsonText(0) }
      return String(call({ ...common, op, args }))
    } catch {
      return 'nothing.to.see' // a lone surrogate, mostly: that dumps refuses it is seen elsewhere
    }
  }
  const signedText = (): string => some(8, () => pick([...junk, 'word', '1'])).join('')

  for (let number = 0; number < count; number++) {
    const name = pick(classes)
    const ctor = ctorOf(name)
    const isSigner = name.endsWith('Signer')
    const isTimed = name.includes('Time')
    const signedAt = pick([0, 1, 255, 1_700_000_000, below(2 ** 31), 2 ** 38 + below(9), 2 ** 45])
    const vector = { id: `${seed}-${number}`, version: '2.1.2', class: name, ctor, expect: null }
    if (chance(0.05)) {
      const value = { str: some(9, () => pick([...junk, 'YQ', 'x'])).join('') }
      vectors.push({ ...vector, class: '-', op: 'base64_decode', args: { value }, now: 0 })
    } else if (chance(0.35)) {
      const args: Vector['args'] = isSigner
        ? { value: { str: signedText() } }
        : { payload_json: jsonText(0) }
      vectors.push({ ...vector, op: isSigner ? 'sign' : 'dumps', args, now: signedAt })
    } else {
      const good = token(name, ctor, signedAt)
      const text = chance(0.55) ? tampered(good) : good
      const op = pick(isSigner ? ['unsign', 'validate'] : ['loads', 'loads', 'loads_unsafe'])
      const maxAge = pick([0, 1, 4.5, 60, -1, 1e9])
      const pair = isTimed && ['unsign', 'loads'].includes(op) && chance(0.3)
      const args = {
        value: chance(0.5) ? { str: text } : { utf8: text },
        ...(isTimed && chance(0.6) && { max_age: maxAge }),
        ...(pair && { return_timestamp: true }),
      }
      vectors.push({ ...vector, op, args, now: signedAt + pick([0, 1, 5, 61, -1, 10_000]) })
    }
  }
  return vectors
}
