import { encodeUtf8 } from '../bytes.ts'
import type { NumericDate } from '../clock.ts'
import { feedPageSize, feedPagesKept, maxFeedEventBytes } from '../defaults.ts'
import { encodeRevocationEvent } from '../tokens/index.ts'
import type { RevocationsEvent, RevocationStore } from '../tokens/index.ts'

/** Where somebody stands. */
interface Place {
  readonly type: RevocationsEvent['type']
  readonly after: number
  /** A number up to which all is in the store: the last page reaches it, though what had it may be swept. */
  readonly known: number
  readonly now: NumericDate
}

/** What comes next, as bytes that all who stand at the same place share. */
export interface Page {
  readonly bytes: Uint8Array
  readonly until: number
  readonly isLast: boolean
}

/** The revocations of a store as events of which none is too long, in bytes as in count. */
export class Pages {
  readonly #store: RevocationStore
  /** As many as had room the last time: what is read and does not fit is read again. */
  #size = feedPageSize
  /** Those of this second, which others are likely to want too; one that is full does not change. */
  readonly #full = new Map<string, Page>()

  constructor(store: RevocationStore) {
    this.#store = store
  }

  async read(place: Place): Promise<Page> {
    const key = `${place.type} ${place.after}`
    const shared = this.#full.get(key)
    if (shared) return shared
    const page = await this.#write(place)
    if (!page.isLast) this.#full.set(key, page)
    for (const [oldest] of this.#full) {
      if (this.#full.size <= feedPagesKept) break
      this.#full.delete(oldest)
    }
    return page
  }

  /** Whoever comes later is told what the store says then. */
  forget(): void {
    this.#full.clear()
  }

  async #write({ type, after, known, now }: Place): Promise<Page> {
    const limit = this.#size
    let revocations = await this.#store.listRevocations({ after, limit, now })
    let isLast = revocations.length < limit
    this.#size = Math.min(feedPageSize, Math.ceil(1.25 * limit))
    for (;;) {
      const last = revocations.at(-1)?.sequence ?? after
      const until = isLast ? Math.max(last, known) : last
      const bytes = encodeUtf8(encodeRevocationEvent({ type, after, until, revocations }))
      const excess = bytes.byteLength / maxFeedEventBytes
      if (excess <= 1 || revocations.length === 1) return { bytes, until, isLast }
      this.#size = Math.max(1, Math.floor(revocations.length / excess))
      revocations = revocations.slice(0, this.#size)
      isLast = false
    }
  }
}
