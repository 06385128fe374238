import type { Clock, NumericDate } from '../clock.ts'
import {
  jwksCooldown,
  jwksMaxAge,
  jwksMaxStale,
  jwksRetry,
  jwksTimeout,
  maxJwksBytes,
} from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { parseJson } from '../jwt/portable.ts'
import { boundedText } from './bounded-text.ts'
import { issuerAddress } from './issuer-address.ts'
import type { Jwk, JwsAlgorithm, KeyResolver, VerificationKey } from '../keys/portable.ts'
import type { VerifierRuntime } from './create-verifier.ts'

export interface RemoteJwksOptions<K extends VerificationKey> {
  readonly clock: Clock
  readonly fetch: typeof fetch
  readonly importJwkSet: VerifierRuntime<K>['importJwkSet']
  /** Plain http to other machines too. */
  readonly allowInsecure: boolean
  /** For keys that do not say their own. */
  readonly algorithms: readonly JwsAlgorithm[] | undefined
  readonly onError: (error: unknown) => void
}

/**
 * The JWK Set at an address, fetched when it is first needed and kept current. From half its
 * max-age on it is fetched again beside what it serves; beyond its max-age, before. While the address
 * does not answer well, the last good set serves on until it is `jwksMaxStale` old.
 */
export class RemoteJwks<K extends VerificationKey> implements KeyResolver<K> {
  readonly #url: URL
  readonly #options: RemoteJwksOptions<K>
  #keys: ReadonlyMap<string, RemoteKey<K>> = new Map()
  /** Infinity: never. */
  #fetchedAt: NumericDate = Infinity
  #askedAt: NumericDate = Infinity
  #fetching: Promise<void> | undefined
  #failure: unknown

  constructor(url: string | URL, options: RemoteJwksOptions<K>) {
    this.#url = issuerAddress(url, 'jwksUri', { ...options, allowPrivate: true })
    this.#options = options
  }

  /** Asked only while `isCurrent`, or once `refresh` is fulfilled. */
  verificationKey(kid: string): K | undefined {
    return this.#keys.get(kid)?.key
  }

  /** Whether what is here may be used without asking. */
  isCurrent(): boolean {
    return this.#isUsable() && (this.#age() <= jwksMaxAge || !this.mayAsk())
  }

  /** Whether asking again makes sense: a flood of unknown key ids must not become a flood of fetches. */
  mayAsk(): boolean {
    const pause = this.#isUsable() ? jwksCooldown : jwksRetry
    return Math.abs(this.#options.clock() - this.#askedAt) >= pause
  }

  /** Fetches beside the caller when the set is halfway to its max-age. */
  refreshAhead(): void {
    if (this.#age() > jwksMaxAge / 2 && this.mayAsk()) this.refresh().catch(() => {})
  }

  /**
   * Fetches the set, unless that was tried just now; callers share one fetch.
   *
   * @throws {AuthError} `keys_unavailable` when there is no set that may be used.
   */
  async refresh(): Promise<void> {
    if (this.mayAsk() && (this.#fetching === undefined || this.#isLost())) {
      this.#fetching = this.#load()
    }
    await this.#outcome()
    if (this.#isUsable()) return
    throw new AuthError('keys_unavailable', 'the JWK Set of the issuer cannot be had', {
      cause: this.#failure,
      retryAfter: jwksRetry,
    })
  }

  #age(): number {
    return Math.abs(this.#options.clock() - this.#fetchedAt)
  }

  #isUsable(): boolean {
    return this.#age() <= jwksMaxStale
  }

  /**
   * Whether a fetch took longer than it may: where a fetch ends with the request that began it, as in
   * workers, it may never be told that it did.
   */
  #isLost(): boolean {
    return Math.abs(this.#options.clock() - this.#askedAt) > jwksTimeout
  }

  /** Of the fetch under way, for as long as it may take and a second. */
  async #outcome(): Promise<void> {
    let timer: Parameters<typeof clearTimeout>[0]
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, (jwksTimeout + 1) * 1_000)
    })
    try {
      await Promise.race([this.#fetching, late])
    } finally {
      clearTimeout(timer)
    }
  }

  /** Never rejects: a failure is told to the operator, and the last good set stays. */
  async #load(): Promise<void> {
    const askedAt = this.#options.clock()
    this.#askedAt = askedAt
    // Else it was given up for lost, and what was asked later counts.
    const isLatest = (): boolean => this.#askedAt === askedAt
    try {
      const keys = usableKeys(await this.#fetch(), this.#options, this.#keys)
      if (!isLatest()) return
      this.#keys = keys
      this.#fetchedAt = askedAt
    } catch (error) {
      this.#failure = error
      this.#options.onError(error)
    } finally {
      if (isLatest()) this.#fetching = undefined
    }
  }

  async #fetch(): Promise<unknown> {
    const { fetch } = this.#options // unbound: a browser's wants no receiver
    const abort = new AbortController()
    try {
      const response = await fetch(this.#url, {
        headers: { accept: 'application/jwk-set+json, application/json' },
        redirect: 'manual', // it could lead from https to http, or into a network of ours
        signal: AbortSignal.any([abort.signal, AbortSignal.timeout(jwksTimeout * 1_000)]),
      })
      if (response.status !== 200) {
        throw new Error(`the JWK Set was answered with status ${response.status}`)
      }
      return parseJson(await boundedText(response, maxJwksBytes))
    } finally {
      abort.abort() // lets go of an answer that was not read to its end
    }
  }
}

/** A key, and the text it came from: the same text stays the same key, and what it verified stays known. */
interface RemoteKey<K> {
  readonly key: K
  readonly text: string
}

/** @throws {TypeError} when it is not a JWK Set with at least one key that a token may be signed with. */
function usableKeys<K extends VerificationKey>(
  value: unknown,
  { algorithms, importJwkSet }: RemoteJwksOptions<K>,
  previous: ReadonlyMap<string, RemoteKey<K>>,
): ReadonlyMap<string, RemoteKey<K>> {
  const { keys }: { keys?: unknown } = value ?? {}
  if (!Array.isArray(keys)) throw new TypeError('JWK Set: expected an object with a list of "keys"')
  // A secret that was published is none.
  const published: readonly Jwk[] = keys.filter((jwk: Partial<Jwk> | null) => jwk?.kty !== 'oct')
  const set = importJwkSet({ keys: published }, algorithms && { algorithms })
  const usable = new Map<string, RemoteKey<K>>()
  for (const jwk of published) {
    const key = typeof jwk?.kid === 'string' ? set.verificationKey(jwk.kid) : undefined
    if (key?.kid === undefined) continue
    const text = JSON.stringify(jwk)
    const known = previous.get(key.kid)
    usable.set(key.kid, known?.text === text ? known : { key, text })
  }
  if (usable.size === 0) throw new TypeError('JWK Set: expected at least one usable key with a kid')
  return usable
}
