import { readItem, writeItem } from './client-storage.ts'
import type { Device } from './device.ts'
import type { SessionRecord } from './session-record.ts'
import { isLive, isNewer, parseRecord } from './session-record.ts'

/** The newest record that this tab knows, and storage in step with it. */
export interface SessionKeeper {
  readonly current: () => SessionRecord | undefined
  /** Ms that the access token is still good for: by either clock, whichever says less. */
  readonly remaining: () => number
  /** The access token was refused: nothing more is expected of it. */
  readonly distrust: () => void
  /** Takes over what is newer in storage, and puts back what storage has lost. */
  readonly sync: () => void
  /** Makes a record the current one and writes it down, unless a newer one is known. */
  readonly offer: (record: SessionRecord) => boolean
  /** The current record as storage and other tabs may have it. */
  readonly published: () => SessionRecord | undefined
}

export function createSessionKeeper({ storage, name, clock, cookie }: Device): SessionKeeper {
  let current: SessionRecord | undefined
  /** Monotonic ms at which the access token was asked for. */
  let askedAt = 0
  const items = [`${name} 0`, `${name} 1`]

  // With a cookie there is then nothing that authenticates where scripts can read it.
  const published = (): SessionRecord | undefined =>
    cookie && isLive(current) ? { ...current, n: 0, token: '', expiresIn: 0 } : current

  const take = (record: SessionRecord): void => {
    current = record
    if (!isLive(record)) return
    const age = clock.now() - record.from
    // From the future: the clock was set back since, and how old the token is cannot be told. (Some browsers
    // round what the clock says.)
    askedAt = age < -1_000 ? -Infinity : clock.monotonic() - Math.max(0, age)
  }

  // Renewals take turns in two items. A tab that slept, or whose view of storage is old, may put an older record
  // back over the newest one; its parent is then in the other item, and good for the same renewal again.
  const write = (kept: SessionRecord | undefined): void => {
    const record = published()
    if (!record || !isNewer(record, kept)) return
    const turn = record.n % 2
    for (const [index, item] of items.entries()) {
      if (index === turn || !isLive(record)) writeItem(storage, item, record)
      else if (kept?.at !== record.at) writeItem(storage, item)
    }
  }

  const read = (): SessionRecord | undefined => {
    const [one, other] = items.map((item) => parseRecord(readItem(storage, item)))
    const kept = one && isNewer(one, other) ? one : other
    if (kept && isNewer(kept, current)) take(kept)
    return kept
  }

  return {
    current: () => current,
    remaining: () => {
      if (!isLive(current)) return 0
      const age = Math.max(clock.now() - current.from, clock.monotonic() - askedAt)
      return current.expiresIn * 1_000 - age
    },
    distrust: () => {
      askedAt = -Infinity
    },
    sync: () => write(read()),
    offer: (record) => {
      const kept = read()
      if (!isNewer(record, current)) return false
      take(record)
      write(kept)
      return true
    },
    published,
  }
}
