/** The part of WebCrypto that is used. */
export interface ClientCrypto {
  getRandomValues(array: Uint8Array<ArrayBuffer>): Uint8Array
  /** Browsers give it to pages with https, and on localhost, only. */
  readonly subtle?: Pick<SubtleCrypto, 'importKey' | 'sign'> | undefined
}

/** RFC 4648 §5 without padding. */
export const encodeBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/\W/g, (digit) =>
    digit === '+' ? '-' : digit === '/' ? '_' : '',
  )

/** 32 random bytes. */
export const createClientKey = (crypto: ClientCrypto): string =>
  encodeBase64url(crypto.getRandomValues(new Uint8Array(32)))

/**
 * What names the renewal of a refresh token: the same in every tab and after every crash, with nothing to store first,
 * and not to be told by who has copied the token alone. `undefined` without WebCrypto: the server then gives a lost
 * answer again for seconds only.
 */
export async function renewalId(
  { subtle }: ClientCrypto,
  clientKey: string,
  refreshToken: string,
): Promise<string | undefined> {
  if (!subtle || clientKey === '') return undefined
  const encoder = new TextEncoder()
  // The text itself is the key: as good as its bytes, and it needs no decoding.
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  try {
    const key = await subtle.importKey('raw', encoder.encode(clientKey), algorithm, false, ['sign'])
    const mac = await subtle.sign('HMAC', key, encoder.encode(refreshToken))
    return encodeBase64url(new Uint8Array(mac, 0, 16))
  } catch {
    return undefined
  }
}
