import { type Clock, type Duration, seconds, systemClock } from '../clock.ts'
import { jwksMaxAge, keyPublishLead, keySigningLifetime, keysPerRing } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { checkAlgorithms } from './algorithms.ts'
import type { JwsAlgorithm } from './jwk.ts'
import type { KeyRecord, KeyState, KeyStore } from './key-store.ts'
import type { MasterSecret } from './master-secret.ts'
import { createKeyRecord } from './ring-record.ts'
import { createView, type RingView } from './ring-view.ts'

/** How a key ring rotates. */
export interface KeyRingOptions {
  readonly store: KeyStore
  /** Seals the private keys; when it rotates, `tick` seals them again. */
  readonly secret: MasterSecret
  /** Of the keys to come. Default: `'ES256'`. Another value starts a rotation at the next `tick`. */
  readonly algorithm?: JwsAlgorithm | undefined
  /** Default: the wall clock. */
  readonly clock?: Clock
  /**
   * How long a new key is published before it signs, so that every cached JWK Set holds it by then;
   * at least the JWK Set's max-age. Default: 10 minutes. Every node must call `tick` or `refresh`
   * more often than this.
   */
  readonly publishLead?: Duration
  /** How long a key signs. Default: 90 days. */
  readonly signingLifetime?: Duration
  /** How long a token signed by it may live: so long it still verifies afterwards, and `publishLead` more. */
  readonly verifyingLifetime: Duration
}

/** The options of a ring, checked, in seconds. */
export interface RingSettings {
  readonly store: KeyStore
  readonly secret: MasterSecret
  readonly algorithm: JwsAlgorithm
  readonly clock: Clock
  readonly publishLead: number
  readonly signingLifetime: number
  readonly verifyingLifetime: number
}

/** @throws {RangeError} when a lifetime is out of range. */
export function checkSettings({
  store,
  secret,
  algorithm = 'ES256',
  clock = systemClock,
  ...lifetimes
}: KeyRingOptions): RingSettings {
  checkAlgorithms([algorithm])
  const publishLead = seconds(lifetimes.publishLead ?? keyPublishLead, 'publishLead')
  const signingLifetime = seconds(
    lifetimes.signingLifetime ?? keySigningLifetime,
    'signingLifetime',
  )
  const verifyingLifetime = seconds(lifetimes.verifyingLifetime, 'verifyingLifetime')
  if (publishLead < jwksMaxAge) {
    throw new RangeError(`publishLead: expected at least the JWK Set's max-age, ${jwksMaxAge} s`)
  }
  if (signingLifetime <= publishLead) {
    throw new RangeError('signingLifetime: expected more than publishLead')
  }
  return { store, secret, algorithm, clock, publishLead, signingLifetime, verifyingLifetime }
}

export const isPublished = ({ state }: KeyRecord): boolean => state === 'published'
export const isSigning = ({ state }: KeyRecord): boolean => state === 'signing'

/** The view of a ring in which one key signs, made so if need be. */
export async function settle(settings: RingSettings, previous?: RingView): Promise<RingView> {
  const { store, secret, clock } = settings
  // Each round that finds no signing key lost a race to another node, or makes one.
  for (let round = 0; round < 5; round++) {
    const records = await store.listKeys()
    const signer = records.findLast(isSigning)
    if (signer) return createView(records, signer, secret, previous)
    const waiting = records.findLast(isPublished)
    if (waiting) await store.promoteKey(waiting.kid, clock())
    else await insertKey(settings, records, 'signing')
  }
  throw new Error('key ring: no signing key, because other nodes keep removing it')
}

/** Adds the next key, unless another node was faster: the sequence number is taken only once. */
export async function insertKey(
  { store, secret, algorithm, clock }: RingSettings,
  records: readonly KeyRecord[],
  state: KeyState,
): Promise<void> {
  if (records.length >= keysPerRing) {
    throw new AuthError('overloaded', 'the key ring is full of keys that still verify')
  }
  const sequence = Math.max(0, ...records.map((record) => record.sequence)) + 1
  const createdAt = clock()
  await store.insertKey(await createKeyRecord({ algorithm, sequence, state, createdAt }, secret))
}
