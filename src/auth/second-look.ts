import type { Clock, NumericDate } from '../clock.ts'
import { keyLookCooldown } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { RevocationFeed } from '../feed/index.ts'
import type { KeyRing } from '../keys/index.ts'

interface SecondLookOptions {
  readonly keys: Pick<KeyRing, 'refresh'>
  readonly feed: Pick<RevocationFeed, 'refresh'>
  readonly clock: Clock
}

/** A token that is refused because this process may not know the latest is looked at again when it does. */
export class SecondLook {
  readonly #keys: Pick<KeyRing, 'refresh'>
  readonly #feed: Pick<RevocationFeed, 'refresh'>
  readonly #clock: Clock
  #askedForKeysAt: NumericDate = -Infinity
  #asking: Promise<void> | undefined

  constructor({ keys, feed, clock }: SecondLookOptions) {
    this.#keys = keys
    this.#feed = feed
    this.#clock = clock
  }

  /** What `check` gives now, or once more is known. */
  async take<Result>(check: () => Result): Promise<Result> {
    try {
      return check()
    } catch (error) {
      if (!this.mayHelp(error)) throw error
      // What fails now fails below as well.
      await this.#learn(error).catch(() => {})
      return check()
    }
  }

  mayHelp(error: unknown): error is AuthError {
    if (!(error instanceof AuthError)) return false
    // This process stood still.
    if (error.code === 'revocations_stale') return true
    if (error.code !== 'key_unknown') return false
    // Another process may have made it a moment ago. But anybody can name a key: within the cool-down nobody
    // asks again. Either way: a clock that was set back must not make it wait.
    const since = Math.abs(this.#clock() - this.#askedForKeysAt)
    return this.#asking !== undefined || since >= keyLookCooldown
  }

  #learn({ code }: AuthError): Promise<void> {
    if (code === 'revocations_stale') return this.#feed.refresh()
    // Those who ask at once share the answer.
    this.#asking ??= this.#askForKeys()
    return this.#asking
  }

  async #askForKeys(): Promise<void> {
    try {
      await this.#keys.refresh()
    } finally {
      this.#askedForKeysAt = this.#clock()
      this.#asking = undefined
    }
  }
}
