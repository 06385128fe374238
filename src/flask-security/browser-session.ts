import { createHash } from 'node:crypto'
import { flaskSessionMaxAge } from '../defaults.ts'
import type { FlaskRequest } from '../dialects/index.ts'
import { setCookie } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { FlaskValue, PythonFloat, readFlaskSession, writeFlaskSession } from '../signing/index.ts'
import type { SecretKey, SigningOptions } from '../signing/index.ts'

export interface BrowserSessionOptions {
  readonly secretKey: SecretKey
  readonly signing: SigningOptions
  readonly insecureCookies: boolean
}

const name = 'session'

/**
 * Flask's session: a signed cookie, under Flask's own names and `lk_sid`, the session of ours. What the
 * application itself keeps in it stays as it is.
 */
export class BrowserSession {
  readonly #options: BrowserSessionOptions
  readonly #cookie: string | undefined
  readonly #values: Map<string, unknown>
  #changed = false

  constructor(request: FlaskRequest, options: BrowserSessionOptions) {
    this.#options = options
    this.#cookie = request.cookies.get(name)
    // One that is not good is as good as none.
    this.#values = this.#read(flaskSessionMaxAge) ?? new Map()
  }

  text(key: string): string | undefined {
    const value = this.#values.get(key)
    return typeof value === 'string' ? value : undefined
  }

  number(key: string): number | undefined {
    const value = this.#values.get(key)
    if (value instanceof PythonFloat) return value.value
    return typeof value === 'number' ? value : undefined
  }

  set(key: string, value: unknown): void {
    this.#changed = true
    this.#values.set(key, value)
  }

  delete(...keys: readonly string[]): void {
    for (const key of keys) this.#changed = this.#values.delete(key) || this.#changed
  }

  /** As Flask-Login's basic protection: in another browser, or at another address, nobody has just signed in. */
  protect(identifier: string): void {
    if (this.#values.size === 0 || this.#values.get('_id') === identifier) return
    if (this.#values.get('_fresh') !== false) this.set('_fresh', false)
  }

  /** A message that the next page of the application shows, as `flash`. */
  flash(category: string, message: string): void {
    const before = this.#values.get('_flashes')
    const flashes: unknown[] = Array.isArray(before) ? before : []
    this.set('_flashes', [...flashes, new FlaskValue('tuple', [category, message])])
  }

  /** The messages that wait for a page, which shows them now. */
  takeFlashes(): readonly string[] {
    const flashes = this.#values.get('_flashes')
    this.delete('_flashes')
    if (!Array.isArray(flashes)) return []
    return flashes.flatMap((flash: unknown) => {
      const [, message]: readonly unknown[] =
        flash instanceof FlaskValue && Array.isArray(flash.value) ? flash.value : []
      return typeof message === 'string' ? [message] : []
    })
  }

  /** Whether it was signed no longer than so many seconds ago. */
  isYoungerThan(seconds: number): boolean {
    return this.#read(Math.min(seconds, flaskSessionMaxAge)) !== undefined
  }

  /** The `Set-Cookie` that it takes when it changed. */
  get setCookie(): string | undefined {
    if (!this.#changed) return undefined
    const { secretKey, signing, insecureCookies } = this.#options
    const safe = insecureCookies ? {} : ({ secure: true, sameSite: 'Lax' } as const)
    if (this.#values.size === 0) {
      return setCookie(name, '', { expires: new Date(0), maxAge: 0, ...safe })
    }
    return setCookie(name, writeFlaskSession(this.#values, { ...signing, secretKey }), safe)
  }

  #read(maxAge: number): Map<string, unknown> | undefined {
    if (this.#cookie === undefined) return undefined
    const { secretKey, signing } = this.#options
    try {
      return readFlaskSession(this.#cookie, { ...signing, secretKey, maxAge, lossless: true })
    } catch (error) {
      if (error instanceof AuthError) return undefined
      throw error
    }
  }
}

/** What Flask-Login calls the identifier of a session. */
export function identifierOf(request: FlaskRequest): string {
  const agent = request.headers.get('user-agent')
  const shown = agent === null ? 'None' : `b'${agent.replaceAll(/[\\']/g, '\\$&')}'`
  return createHash('sha512')
    .update(`${request.address ?? 'None'}|${shown}`)
    .digest('hex')
}
