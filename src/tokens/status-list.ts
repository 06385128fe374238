import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { encodeBase64url } from '../bytes.ts'
import type { Clock, NumericDate } from '../clock.ts'
import {
  statusListInterval,
  statusListLifetime,
  statusListMaxAge,
  statusListSize,
} from '../defaults.ts'
import { signJwt } from '../jwt/index.ts'
import type { SessionStore } from '../sessions/index.ts'
import type { SigningKeys } from './access-tokens.ts'

/** Sessions that are revoked, as one signed list that anybody may read: Token Status List, draft-ietf-oauth-status-list-17. */
export interface StatusList {
  /** Where it is published, and what access tokens call it by. */
  readonly uri: string
  /** The Status List Token, §5.1; no older than a second as far as it says what is revoked. */
  token(): Promise<string>
}

export interface StatusListOptions {
  readonly issuer: string
  readonly store: Pick<SessionStore, 'listRevokedStatusIndices'>
  readonly keys: SigningKeys
  readonly clock: Clock
}

/** `typ` of the list, §5.1. */
const statusListType = 'statuslist+jwt'

/** Where an issuer publishes its list. */
export const statusListPath = '/api/v1/status-list'

export const createStatusList = (options: StatusListOptions): StatusList =>
  new SignedStatusList(options)

interface Signed {
  readonly token: string
  /** What it says, as text. */
  readonly revoked: string
  readonly kid: string | undefined
  readonly iat: NumericDate
}

class SignedStatusList implements StatusList {
  readonly uri: string
  readonly #options: StatusListOptions
  #signed: Signed | undefined
  #lookedAt: NumericDate = -Infinity
  #looking: Promise<Signed> | undefined

  constructor(options: StatusListOptions) {
    this.uri = options.issuer.replace(/\/$/, '') + statusListPath
    this.#options = options
  }

  async token(): Promise<string> {
    const isFresh = Math.abs(this.#options.clock() - this.#lookedAt) < statusListInterval
    if (this.#signed && isFresh) return this.#signed.token
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
    return (await this.#looking).token
  }

  /** The same token as long as it says what is so: then whoever asks again need not be sent it again. */
  async #look(): Promise<Signed> {
    const { clock, keys, store } = this.#options
    const now = clock()
    const indices = await store.listRevokedStatusIndices(now)
    const revoked = indices.toSorted((a, b) => a - b).join()
    const key = keys.signingKey()
    const known = this.#signed
    const isGood =
      known?.revoked === revoked &&
      known.kid === key.kid &&
      Math.abs(now - known.iat) < statusListLifetime / 2
    if (!isGood) {
      const iat = Math.floor(now)
      const claims = {
        sub: this.uri,
        iat,
        exp: iat + statusListLifetime,
        ttl: statusListMaxAge,
        status_list: { bits: 1, lst: await encodeStatuses(indices, statusListSize) },
      }
      const token = signJwt(claims, key, { typ: statusListType, maxLength: Infinity })
      this.#signed = { token, revoked, kid: key.kid, iat }
    }
    this.#lookedAt = now
    // Assigned above, or known.
    return this.#signed as Signed
  }
}

/** §4.1: a bit each, the first in the least significant place; DEFLATE in the zlib format; base64url. */
export async function encodeStatuses(revoked: readonly number[], size: number): Promise<string> {
  const bytes = new Uint8Array(size / 8)
  for (const index of revoked) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7))
  return encodeBase64url(await promisify(deflate)(bytes, { level: 9 }))
}
