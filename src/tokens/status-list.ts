import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { encodeBase64url } from '../bytes.ts'
import type { Clock, NumericDate } from '../clock.ts'
import {
  revocationPageSize,
  statusListInterval,
  statusListLifetime,
  statusListMaxAge,
  statusListSize,
} from '../defaults.ts'
import { signJwt } from '../jwt/index.ts'
import type { Key } from '../keys/index.ts'
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
  readonly store: Pick<SessionStore, 'listRevokedStatuses'>
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
  readonly kid: string | undefined
  readonly iat: NumericDate
  /** When it was last known to say what is so. */
  readonly lookedAt: NumericDate
}

class SignedStatusList implements StatusList {
  readonly uri: string
  readonly #options: StatusListOptions
  /** Place → when its revocation may be forgotten. */
  readonly #revoked = new Map<number, NumericDate>()
  /** The last revocation that is in it. */
  #after = 0
  /** As long as it says what is known here. */
  #signed: Signed | undefined
  #looking: Promise<string> | undefined

  constructor(options: StatusListOptions) {
    this.uri = options.issuer.replace(/\/$/, '') + statusListPath
    this.#options = options
  }

  async token(): Promise<string> {
    const known = this.#signed
    if (known && Math.abs(this.#options.clock() - known.lookedAt) < statusListInterval) {
      return known.token
    }
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async #look(): Promise<string> {
    const now = this.#options.clock()
    await this.#update(now)
    const key = this.#options.keys.signingKey()
    const known = this.#signed
    // The same token as long as it says what is so: then whoever asks again need not be sent it again.
    const isGood =
      known !== undefined &&
      known.kid === key.kid &&
      Math.abs(now - known.iat) < statusListLifetime / 2
    const signed = isGood ? known : await this.#sign(now, key)
    this.#signed = { ...signed, lookedAt: now }
    return signed.token
  }

  async #sign(now: NumericDate, key: Key): Promise<Omit<Signed, 'lookedAt'>> {
    const iat = Math.floor(now)
    const lst = await encodeStatuses(this.#revoked.keys(), statusListSize)
    const claims = {
      sub: this.uri,
      iat,
      exp: iat + statusListLifetime,
      ttl: statusListMaxAge,
      status_list: { bits: 1, lst },
    }
    const token = signJwt(claims, key, { typ: statusListType, maxLength: Infinity })
    return { token, kid: key.kid, iat }
  }

  /** Takes in what is new, and lets go of what is over. */
  async #update(now: NumericDate): Promise<void> {
    for (;;) {
      const page = { after: this.#after, limit: revocationPageSize, now }
      const news = await this.#options.store.listRevokedStatuses(page)
      for (const { sequence, index, expiresAt } of news) {
        this.#after = sequence
        this.#revoked.set(index, Math.max(expiresAt, this.#revoked.get(index) ?? expiresAt))
        this.#signed = undefined
      }
      if (news.length < revocationPageSize) break
    }
    for (const [index, expiresAt] of this.#revoked) {
      if (expiresAt > now) continue
      this.#revoked.delete(index)
      this.#signed = undefined
    }
  }
}

/** §4.1: a bit each, the first in the least significant place; DEFLATE in the zlib format; base64url. */
export async function encodeStatuses(revoked: Iterable<number>, size: number): Promise<string> {
  const bytes = Buffer.alloc(size / 8)
  for (const index of revoked) {
    const place = index >> 3
    bytes.writeUInt8(bytes.readUInt8(place) | (1 << (index & 7)), place)
  }
  return encodeBase64url(await promisify(deflate)(bytes, { level: 9 }))
}
