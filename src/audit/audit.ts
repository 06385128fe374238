import { createHmac } from 'node:crypto'
import { decodeBase64url, encodeBase64url, encodeUtf8, equalSecrets } from '../bytes.ts'
import { auditKept, auditPageSize } from '../defaults.ts'
import type { MasterSecret } from '../keys/index.ts'
import type { AuditRecord, AuditSeal, AuditStore } from './audit-store.ts'

/** The records are not what they were: one was changed, removed, added or moved. */
export class AuditBroken extends Error {
  override readonly name: string = 'AuditBroken'
}

/** What was verified. */
export interface VerifiedAudit {
  /** Records that are as they were when they were sealed. */
  readonly sealed: number
  /** The latest ones, which the next seal covers. */
  readonly unsealed: number
  /** The last seal. Kept elsewhere, it shows later that nothing was cut off at the end. */
  readonly head: string | undefined
}

/** What was done to a store, and whether that record can be believed. */
export interface Audit {
  /** Oldest first, from just after `after`. */
  list(page: { readonly after: number; readonly limit: number }): Promise<readonly AuditRecord[]>
  /**
   * Reads all of it. @param head of an earlier time, which has to be among the seals still.
   * @throws {AuditBroken} saying where.
   */
  verify(head?: string): Promise<VerifiedAudit>
  /** Seals what was recorded since; once it is more than 1,000,000 records, the oldest are deleted. */
  tick(): Promise<void>
}

/** An audit whose seals nobody can make without the master secret. */
export function createAudit({ store, secret, kept = auditKept }: AuditOptions): Audit {
  return {
    async list(page) {
      await numberAll(store)
      return store.listAudit(page)
    },
    async verify(head) {
      await numberAll(store)
      return verify({ store, secret, kept }, head)
    },
    async tick() {
      await numberAll(store)
      let last = await store.lastSeal()
      for (;;) {
        const after = last?.until ?? 0
        const records = await store.listAudit({ after, limit: auditPageSize })
        if (records.length === 0) return
        const seal = sealOf(records, last, secret)
        // Another process was faster: it goes on from there.
        last = (await store.insertSeal(seal)) ? seal : await store.lastSeal()
        // After each, so that no deletion is longer than a statement may take.
        if (last && last.until > kept) await store.trimAudit(last.until - kept)
        if (records.length < auditPageSize) return
      }
    },
  }
}

export interface AuditOptions {
  readonly store: AuditStore
  readonly secret: MasterSecret
  /** Sealed records that are never deleted. Default: 1,000,000. */
  readonly kept?: number
}

async function numberAll(store: AuditStore): Promise<void> {
  let numbered: number | undefined
  do numbered = await store.numberAudit?.(auditPageSize)
  while (numbered === auditPageSize)
}

function sealOf(
  records: readonly AuditRecord[],
  before: AuditSeal | undefined,
  { current }: MasterSecret,
): AuditSeal {
  const number = (before?.number ?? 0) + 1
  const until = records.at(-1)?.sequence ?? 0
  const mac = macOf(current.derive('audit'), { number, until, before: before?.mac, records })
  return { number, until, keyId: encodeBase64url(current.id), mac: encodeBase64url(mac) }
}

interface Sealed {
  readonly number: number
  readonly until: number
  readonly before: string | undefined
  readonly records: readonly AuditRecord[]
}

function macOf(key: Uint8Array, { number, until, before, records }: Sealed): Uint8Array {
  const rows = records.map(({ sequence, at, event, subject, detail }) => [
    sequence,
    at,
    event,
    subject,
    detail,
  ])
  const text = JSON.stringify([number, until, before ?? '', rows])
  return createHmac('sha256', key).update(encodeUtf8(text)).digest()
}

async function verify(
  { store, secret, kept }: Required<AuditOptions>,
  head: string | undefined,
): Promise<VerifiedAudit> {
  let sealed = 0
  let trimmed = false
  let seen = head === undefined
  let before: AuditSeal | undefined
  for await (const seal of sealsOf(store)) {
    seen ||= seal.mac === head
    // The first that is left after trimming: its own records are gone.
    const isAnchor: boolean = before === undefined && seal.number > 1
    if (isAnchor) trimmed = true
    else sealed += await verifySeal(store, secret, seal, before)
    before = seal
  }
  if (trimmed && sealed < kept) throw new AuditBroken('the beginning is gone')
  if (!seen) throw new AuditBroken('the head of before is not among the seals')
  const unsealed = await countUnsealed(store, before)
  return { sealed, unsealed, head: before?.mac }
}

async function* sealsOf(store: AuditStore): AsyncGenerator<AuditSeal> {
  for (let after = 0; ;) {
    const page = await store.listSeals({ after, limit: auditPageSize })
    yield* page
    const last = page.at(-1)
    if (!last) return
    after = last.number
  }
}

async function verifySeal(
  store: AuditStore,
  secret: MasterSecret,
  seal: AuditSeal,
  before: AuditSeal | undefined,
): Promise<number> {
  const after = before?.until ?? 0
  const where = `records ${after + 1} to ${seal.until}`
  const count = seal.until - after
  if (seal.number !== (before?.number ?? 0) + 1 || count < 1 || count > auditPageSize) {
    throw new AuditBroken(`a seal before number ${seal.number} is gone`)
  }
  const key = secret.find(decodeBase64url(seal.keyId) ?? new Uint8Array())
  if (!key) throw new AuditBroken(`${where}: sealed with a master secret that is not here`)
  const records = await store.listAudit({ after, limit: count })
  const { number, until } = seal
  const mac = macOf(key.derive('audit'), { number, until, before: before?.mac, records })
  if (!equalSecrets(mac, decodeBase64url(seal.mac) ?? new Uint8Array())) {
    throw new AuditBroken(`${where}: not as they were when they were sealed`)
  }
  return records.length
}

async function countUnsealed(store: AuditStore, last: AuditSeal | undefined): Promise<number> {
  let after = last?.until ?? 0
  for (let count = 0; ;) {
    const page = await store.listAudit({ after, limit: auditPageSize })
    for (const { sequence } of page) {
      if (sequence !== after + 1) throw new AuditBroken(`record ${after + 1} is gone`)
      after = sequence
    }
    count += page.length
    if (page.length === 0) return count
  }
}
