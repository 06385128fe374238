import type { User } from '../wire.ts'

/** A session as this device keeps it. */
export interface LiveRecord {
  /** When it was signed in, in ms since 1970, with a random fraction: its name on this device. */
  readonly at: number
  /** How often it was renewed since. */
  readonly n: number
  /** 32 random bytes, base64url, from which renewal ids are computed. Empty in cookie mode. */
  readonly key: string
  /** Empty in cookie mode. */
  readonly refreshToken: string
  readonly user: User
  /** The access token; empty where it has to be fetched first. */
  readonly token: string
  /** When it was asked for, in ms since 1970, and the seconds it is good for from then. */
  readonly from: number
  readonly expiresIn: number
}

/** All that is left of a session that is over. Nothing of it authenticates. */
export interface OverRecord {
  readonly at: number
  readonly n: typeof over
  /** Whether the server ended it; otherwise somebody signed out here. */
  readonly ended: boolean
}

/**
 * Of any two records the newer one counts: by sign-in, then by renewal. Whatever order tabs learn of them in, and
 * whichever of them storage loses, all tabs come to the same end; and nothing is newer than the end of a session.
 */
export type SessionRecord = LiveRecord | OverRecord

/** Beyond every generation that a refresh token can have. */
export const over: number = 2 ** 32

export const isLive = (record: SessionRecord | undefined): record is LiveRecord =>
  record !== undefined && record.n < over

export const isNewer = (one: SessionRecord, other: SessionRecord | undefined): boolean =>
  !other || one.at > other.at || (one.at === other.at && one.n > other.n)

const are = (type: string, ...members: readonly unknown[]): boolean =>
  members.every((member) => typeof member === type)

/** A record from storage or a message, where anything may be; `undefined`: it is none. */
export function parseRecord(value: unknown): SessionRecord | undefined {
  const record = Object(value) as Partial<LiveRecord> // as far as what follows finds
  const { at, n, from, expiresIn, key, refreshToken, token } = record
  if (!are('number', at, n)) return undefined
  const fits =
    n === over || (are('number', from, expiresIn) && are('string', key, refreshToken, token))
  return fits ? (record as SessionRecord) : undefined // every member was looked at
}
