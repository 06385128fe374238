// Every lifetime and limit, with its unit in seconds, bytes or a count, and the reason for its value.

/** Seconds. The seeds' 600 s: short enough to end by itself, long enough to renew rarely. */
export const accessTokenLifetime = 600
/** Share of a lifetime that is taken off at random, so that tokens of one moment do not expire in one moment. */
export const lifetimeJitter: number = 0.05
/** Seconds since the last renewal after which a session is over. */
export const sessionIdleLifetime: number = 30 * 86_400
/** Seconds since sign-in after which a session is over, however much it is used. */
export const sessionLifetime: number = 180 * 86_400
/** Seconds in which a spent refresh token without a renewal id still gets its successor. */
export const retryWindow = 10
/** Rotations whose renewal ids a session remembers. */
export const renewalIdsKept = 8
/** Live sessions an account may have; at the bound the longest idle one ends. */
export const sessionsPerAccount = 1_000
/** Days in seconds that the row of an ended session is kept for the operator's questions. */
export const endedSessionRetention: number = 30 * 86_400

/** Characters. A JWT larger than any header a proxy lets through is refused before it is looked at. */
export const maxTokenLength = 8_192
/** Seconds of clock difference forgiven for `nbf` and `iat`; `exp` gets none. */
export const clockTolerance = 30
/** Verified tokens a verifier remembers, and the bytes they may take. */
export const verifiedTokensKept = 100_000
export const verifiedTokenBytes: number = 64 * 1_048_576

/** Argon2id parameters: OWASP's and ASVS's smallest set that both accept. KiB, passes, lanes. */
export const argon2id: {
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
} = {
  memoryCost: 47_104,
  timeCost: 1,
  parallelism: 1,
}
/** Characters (code points) of a password that is set: NIST SP 800-63B-4 §3.1.1.2 for a single factor. */
export const passwordLength: { readonly min: number; readonly max: number } = {
  min: 15,
  max: 1_024,
}
/** Password hashes waiting for a core; one more is refused with a 503. */
export const hashQueueLength = 64
/** Seconds a password hash may wait for a core before it is given up. */
export const hashQueueDeadline = 5

/** Seconds a new signing key is published before it signs: every JWKS cache has seen it by then. */
export const keyPublishLead = 600
/** Seconds a key signs before the next one takes over. */
export const keySigningLifetime: number = 90 * 86_400
/** Seconds that a JWK Set may be cached. */
export const jwksMaxAge = 300

/** Bytes of a request body. */
export const maxBodyBytes = 65_536
