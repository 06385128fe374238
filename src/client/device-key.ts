import { encodeBase64url } from './renewal-id.ts'

/** The part of WebCrypto that proofs are made with. */
export interface DpopCrypto {
  getRandomValues(array: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>
  readonly subtle: Pick<SubtleCrypto, 'generateKey' | 'exportKey' | 'digest' | 'sign'>
}

/** A key of this device. */
export interface DeviceKey {
  /** Its public half. */
  readonly jwk: object
  readonly jkt: string
  readonly sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>
}

type Keep = (pair?: CryptoKeyPair) => Promise<CryptoKeyPair | undefined>

/**
 * Gives the key of this device. With `jkt`, of a token, it is the one that the token is bound to, if that is to be had;
 * without, it is the one that all tabs use.
 */
export function deviceKeys(
  crypto: DpopCrypto,
  own: CryptoKeyPair | undefined,
): (jkt?: string) => Promise<DeviceKey> {
  const keep: Keep = own
    ? async () => own
    : globalThis.indexedDB
      ? keepInDatabase
      : async (pair) => pair
  let current: (DeviceKey & { readonly pair: CryptoKeyPair }) | undefined

  return async (jkt) => {
    if (current && current.jkt === jkt) {
      // Whoever cleared storage under an open tab has not signed it out: the next tab finds the key again.
      keep(current.pair).catch(() => {})
      return current
    }
    const mine = current?.pair ?? (await generate(crypto))
    const pair = (await keep(jkt === undefined ? mine : undefined)) ?? mine
    if (current?.pair !== pair) current = { pair, ...(await describe(crypto, pair)) }
    return current
  }
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** Not extractable: its private half never leaves the browser, whatever runs in the page. */
const generate = ({ subtle }: DpopCrypto): Promise<CryptoKeyPair> =>
  subtle.generateKey(algorithm, false, ['sign', 'verify'])

async function describe(
  { subtle }: DpopCrypto,
  { publicKey, privateKey }: CryptoKeyPair,
): Promise<DeviceKey> {
  const { crv, kty, x, y } = await subtle.exportKey('jwk', publicKey)
  // RFC 7638: these members, in this order.
  const jwk = { crv, kty, x, y }
  const hash = await subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(jwk)))
  return {
    jwk,
    jkt: encodeBase64url(new Uint8Array(hash)),
    sign: async (bytes) => new Uint8Array(await subtle.sign(algorithm, privateKey, bytes)),
  }
}

/**
 * What is kept, or else this: of tabs that make one at the same moment one is first. It is not made up for by memory
 * where the database fails: with another key than the other tabs this one would have to sign in again, and so would they.
 */
const keepInDatabase: Keep = (pair) =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('latchkey', 1)
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('keys'))
    opening.addEventListener('error', () => reject(opening.error))
    opening.addEventListener('success', () => {
      const database = opening.result
      const transaction = database.transaction('keys', 'readwrite')
      const keys = transaction.objectStore('keys')
      const found = keys.get('dpop')
      found.addEventListener('success', () => {
        if (pair && !found.result) keys.put(pair, 'dpop')
      })
      transaction.addEventListener('complete', () => {
        database.close()
        resolve(found.result ?? pair)
      })
      transaction.addEventListener('abort', () => {
        database.close()
        reject(transaction.error)
      })
    })
  })
