import type { ClientClock } from './clock.ts'
import type { ClientStorage } from './client-storage.ts'
import type { LiveRecord, SessionRecord } from './session-record.ts'
import { isLive, isNewer, parseRecord } from './session-record.ts'

interface SessionKeeperOptions {
  readonly storage: ClientStorage
  /** What its items begin with. */
  readonly name: string
  readonly clock: ClientClock
  /** What of a record may be kept where scripts can read it. */
  readonly kept: (record: LiveRecord) => LiveRecord
}

/** The newest record that this tab knows, and storage in step with it. */
export class SessionKeeper {
  readonly #options: SessionKeeperOptions
  #current: SessionRecord | undefined
  /** Monotonic ms at which the access token was asked for. */
  #askedAt = 0

  constructor(options: SessionKeeperOptions) {
    this.#options = options
  }

  get current(): SessionRecord | undefined {
    return this.#current
  }

  /** Ms that the access token is still good for: by either clock, whichever says less. */
  get remaining(): number {
    if (!isLive(this.#current) || this.#current.token === '') return 0
    const { clock } = this.#options
    const age = Math.max(clock.now() - this.#current.from, clock.monotonic() - this.#askedAt)
    return this.#current.expiresIn * 1_000 - age
  }

  /** The access token was refused: nothing more is expected of it. */
  distrust(): void {
    this.#askedAt = -Infinity
  }

  /** Takes over what is newer in storage, and puts back what storage has lost. */
  sync(): void {
    const { storage, name } = this.#options
    let kept: SessionRecord | undefined
    for (const turn of [0, 1]) {
      const found = parseRecord(fromJson(storage.getItem(`${name} ${turn}`)))
      if (found && isNewer(found, kept)) kept = found
    }
    if (kept && isNewer(kept, this.#current)) this.#take(kept)
    else if (this.#current) this.#write(this.published(this.#current), kept)
  }

  /** Makes a record the current one and writes it down, unless a newer one is known. */
  offer(record: SessionRecord): boolean {
    this.sync()
    if (!isNewer(record, this.#current)) return false
    this.#take(record)
    this.#write(this.published(record))
    return true
  }

  /** What other tabs may be told. */
  published(record: SessionRecord): SessionRecord {
    return isLive(record) ? this.#options.kept(record) : record
  }

  #take(record: SessionRecord): void {
    const { clock } = this.#options
    this.#current = record
    if (!isLive(record)) return
    const age = clock.now() - record.from
    // From the future: the clock was set back since, and how old the token is cannot be told. (Some browsers
    // round what the clock says.)
    this.#askedAt = age < -1_000 ? -Infinity : clock.monotonic() - Math.max(0, age)
  }

  // Renewals take turns in two items. A tab that slept, or whose view of storage is old, may put an older
  // record back over the newest one; its parent is then in the other item, and good for the same renewal again.
  #write(record: SessionRecord, kept?: SessionRecord): void {
    if (!isNewer(record, kept)) return
    const { storage, name } = this.#options
    const turn = record.n % 2
    const other = `${name} ${1 - turn}`
    storage.setItem(`${name} ${turn}`, JSON.stringify(record))
    if (!isLive(record) || parseRecord(fromJson(storage.getItem(other)))?.at !== record.at) {
      storage.removeItem(other)
    }
  }
}

function fromJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
