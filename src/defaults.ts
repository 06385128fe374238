// Every lifetime and limit, with its unit in seconds, bytes or a count, and the reason for its value.

/** Seconds. The seeds' 600 s: short enough to end by itself, long enough to renew rarely. */
export const accessTokenLifetime = 600
/** Share of a lifetime that is taken off at random, so that tokens of one moment do not expire in one moment. */
export const lifetimeJitter: number = 0.05
/** Seconds since the last renewal after which a session is over. */
export const sessionIdleLifetime: number = 30 * 86_400
/** Seconds since sign-in after which a session is over, however much it is used. */
export const sessionLifetime: number = 180 * 86_400
/** Seconds since sign-in in which a token from `/token` may renew itself: stolen, it is good for a day at most. */
export const tokenSessionLifetime = 86_400
/** Seconds in which a spent refresh token without a renewal id still gets its successor. */
export const retryWindow = 10
/** Seconds between two rotations of a refresh token in a cookie, which every page renews that loads: a late answer is then one token behind at most. */
export const refreshCookieRotation = 60
/** Rotations whose renewal ids a session remembers. */
export const renewalIdsKept = 8
/** Live sessions an account may have; at the bound the longest idle one ends. */
export const sessionsPerAccount = 1_000
/** Sessions that can stand in the status list; half a megabyte of bits, which are a kilobyte when few are set. */
export const statusListSize: number = 4_194_304
/** Places drawn for a session: with the list half full one in 4 billion finds none. */
export const statusListDraws = 32
/** Seconds that a status list may be cached, how long it is good, and between two looks for new revocations. */
export const statusListMaxAge = 15
export const statusListLifetime = 300
export const statusListInterval = 1
/** Days in seconds that the row of an ended session is kept for the operator's questions. */
export const endedSessionRetention: number = 30 * 86_400
/** Seconds that the row of a revocation is kept when it is over: swept by a clock that is ahead by less, it would be missing once the clock is right. */
export const revocationRetention = 86_400

/** Characters. A JWT larger than any header a proxy lets through is refused before it is looked at. */
export const maxTokenLength = 8_192
/** Seconds of clock difference forgiven for `nbf` and `iat`; `exp` gets none. */
export const clockTolerance = 30
export const maxClockTolerance = 300
/** Seconds since it was made in which a proof of possession is good; ahead of the clock it gets `clockTolerance`. */
export const proofLifetime = 60
/** Characters of the `jti` of a proof: a hash of 512 bits fits in any spelling. */
export const maxProofIdLength = 128
/** Proofs remembered, so that none is good twice; at the bound the oldest are forgotten, and none is good that is as old. */
export const proofsKept = 100_000
/** Keys of proofs kept ready; at the bound all are forgotten and read again. */
export const proofKeysKept = 1_000
/** How deep JSON from outside may be nested. */
export const maxJsonDepth = 32
/** Headers of good tokens kept parsed; at the bound all are forgotten and read again. */
export const headersKept = 256
/** Seconds from `iat` to `exp`: an access token that lives longer is not one of any sensible issuer. */
export const maxTokenLifetime: number = 86_400
/** Verified tokens a verifier remembers, and the bytes they may take. */
export const verifiedTokensKept = 100_000
export const verifiedTokenBytes: number = 64 * 1_048_576
/** Revocations a verifier knows; beyond them it forgets all and refuses every token issued until then. */
export const revocationsKept = 1_000_000
/** Seconds between two looks for what other processes have revoked, and revocations read at a time. */
export const revocationPollInterval: number = 0.15
export const revocationPageSize = 1_000
/** Seconds between two looks while the database tells of revocations: what it does not tell is still found well within a second. */
export const revocationWatchedInterval: number = 0.5
/** Seconds without word of new revocations after which a verifier no longer trusts what it knows. */
export const maxRevocationStaleness = 5

/** Services that may be registered as verifiers, and programs as clients. */
export const verifiersKept = 1_000
export const clientsKept = 1_000
/** Seconds for which tokens of a removed client's name stay refused: one may be issued while the removal is written. */
export const clientRemovalMargin = 5
/** Seconds within which a verifier that was removed hears no more. */
export const verifiersInterval = 5
/** Wrong credentials of clients, and of verifiers, that are borne from one network: like wrong passwords. */
export const clientAllowance: { readonly burst: number; readonly interval: number } = {
  burst: 100,
  interval: 9,
}
/** Seconds between two heartbeats of the feed: five fit into the staleness that a verifier bears. */
export const feedHeartbeat = 1
/** Verifiers' connections to the feed; one more is refused with a 503. Half of all connections a server has. */
export const feedListeners = 10_000
/** Revocations in one event, and its bytes: 250 as they usually are have 30 kB, and the longest name that fits into a token has room. */
export const feedPageSize = 250
export const maxFeedEventBytes = 65_536
/** Events that are kept for listeners who catch up together: 4 MiB, about what the buffers of a socket take before it says stop. */
export const feedPagesKept = 64
/** Bytes that wait for a listener; with more it reads on from the store, at its own pace. With the event that is too much and one in its socket: 256 KiB. */
export const feedBacklog = 131_072
/** Seconds that a listener may read nothing of what waits for it; then it is cut off, and comes back where it was. */
export const feedPatience = 5
/** Seconds after which a connection to the feed ends, less up to half at random: clocks are compared anew, and nodes share the load again. */
export const feedConnectionLifetime = 900

/** Seconds without an event after which a verifier connects anew: three heartbeats, and still within its staleness. */
export const feedSilence = 3
/** Seconds before a verifier connects anew, at most: after the first failure, doubled for each more, and in the end. */
export const feedReconnect: { readonly first: number; readonly longest: number } = {
  first: 0.1,
  longest: 5,
}
/** Seconds that an issuer may ask a verifier to wait. */
export const feedRetryAfter = 30
/** Characters of one event, which an issuer of ours never sends half of. */
export const maxFeedEventLength: number = 4 * 1_048_576
/** Seconds that an introspection may take, its bytes, and how many a verifier has under way. */
export const introspectionTimeout = 2
export const maxIntrospectionBytes = 65_536
export const introspectionsAtOnce = 256

/** Argon2id parameters: the least of one pass that OWASP and ASVS 5.0 (appendix C) accept. KiB, passes, lanes. */
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
/** UTF-8 bytes of a password: what its 1,024 characters can take. */
export const maxPasswordBytes = 4_096
/** Work a stored hash may ask for, in KiB that argon2id fills once: ninety times our own, a second and a half. */
export const maxHashCost: number = 4 * 1_048_576
/** Kinds of password hashes that every wrong password pays for, so that none is told by its time. */
export const decoysKept = 8
/** KiB a stored hash may need at once. */
export const maxHashMemory = 1_048_576
/** Bytes of password that all rounds of one hash of crypt(3) may read: a second of SHA-512. */
export const maxCryptBytes = 134_217_728
/** Hashes that wait for a thread; only programs that call `verifyPassword` or `hashPassword` by the thousand come near. */
export const hashThreadQueueLength = 1_024
/** Seconds without work after which a thread that hashes ends; starting one takes 50 ms. */
export const hashThreadIdle = 300
/** Characters of a username. */
export const usernameLength = 64
/** Characters of an e-mail address: RFC 5321 §4.5.3.1.3 without its brackets. */
export const emailLength = 254
/** Characters of all roles, or all scopes, of an account: they travel in every access token. */
export const accountGrantsLength = 2_048
/** Accounts in one page of a list, where nothing else is asked for, and at most. */
export const accountPage: { readonly default: number; readonly max: number } = {
  default: 100,
  max: 1_000,
}
/** Wrong passwords that are borne: so many at once, then one every `interval` seconds (NIST SP 800-63B-4 §3.2.2: 100). */
export const signInAllowances = {
  perNameAndNetwork: { burst: 10, interval: 90 },
  perName: { burst: 100, interval: 36 },
  perNetwork: { burst: 100, interval: 9 },
  overall: { burst: 10_000, interval: 0.01 },
} as const
/** New names and addresses that the owner of an account may ask for: the answer says whether another account has one. */
export const nameAllowance: { readonly burst: number; readonly interval: number } = {
  burst: 10,
  interval: 3_600,
}
/** Seconds that anyone is asked to wait at most: limits slow down, they do not lock out. */
export const maxRetryAfter = 900
/** Password hashes waiting for a core; one more is refused with a 503. */
export const hashQueueLength = 64
/** Seconds a password hash may wait for a core before it is given up. */
export const hashQueueDeadline = 5

/** Seconds a new signing key is published before it signs: every JWKS cache has seen it by then. */
export const keyPublishLead = 600
/** Seconds a key signs before the next one takes over. */
export const keySigningLifetime: number = 90 * 86_400
/** Keys a key ring holds; at the bound a rotation is refused until old keys are gone. */
export const keysPerRing = 100
/** Keys read from a JWK Set; a token without `kid` may have to try each of them. */
export const keysPerJwkSet = 100
/** Bits of an RSA modulus we accept (RFC 7518 §3.3; more only costs time) and make (128-bit security). */
export const minRsaModulusBits = 2_048
export const maxRsaModulusBits = 8_192
export const newRsaModulusBits = 3_072
/** Bytes of a master secret. */
export const minSecretBytes = 32
/** Seconds that a JWK Set may be cached. */
export const jwksMaxAge = 300
/** Seconds the last good JWK Set serves while its address answers badly: longer than any token lives, so more is no use. */
export const jwksMaxStale = 3_600
/** Seconds between two fetches of a JWK Set that unknown key ids or failures ask for. */
export const jwksCooldown = 30
/** The same while there is no set at all. */
export const jwksRetry = 1
/** Seconds a JWK Set may take to arrive, and its bytes. */
export const jwksTimeout = 5
export const maxJwksBytes = 1_048_576

/** Bytes of a request body. */
export const maxBodyBytes = 65_536

/** The port of `latchkey serve`. */
export const defaultPort = 8787
/** Bytes of all headers of a request, and how many there may be. */
export const maxHeaderBytes = 16_384
export const maxHeaderCount = 100
/** Seconds for the headers, and for the whole of a request, to arrive: what a slow client can hold. */
export const headersTimeout = 10
export const requestTimeout = 15
/** Seconds a connection may be idle; longer than nginx keeps its own (60 s), so that we never close under it. */
export const keepAliveTimeout = 65
/** Seconds after which a client that does not read its answer is cut off. */
export const socketTimeout = 75
/** The same for a stream of events, of which there is one a second; the feed has given it up by then (`feedPatience`). */
export const eventStreamTimeout = 10
/** Open connections; one more is closed at once. */
export const maxConnections = 20_000
/** Requests that one connection may carry, so that clients spread over nodes again. */
export const maxRequestsPerSocket = 1_000
/** Seconds that requests under way get to finish when the server stops. */
export const drainTimeout = 10
/** Processes of one server: more than any machine's disk can keep busy with the writes of one file. */
export const maxWorkers = 64
/**
 * Seconds before a worker that ended is replaced: after the first time, doubled for each more in a row, and in the
 * end. One that has answered for as long as `calm` begins a new row.
 */
export const workerRestart: {
  readonly first: number
  readonly longest: number
  readonly calm: number
} = { first: 0.1, longest: 5, calm: 60 }
/** Seconds beyond `drainTimeout` that a worker gets to close its database; then it is killed. */
export const workerStopMargin = 5
/** Seconds that a worker may take to say its metrics; then those it said last are good enough. */
export const workerMetricsPatience = 1
/** Bytes of log that wait for a slow reader of standard output; more are dropped and counted. */
export const maxLogBytes = 1_048_576
/** UTF-16 units of a name, an address or a password in a request; the domain's own limits are lower. */
export const maxPresentedLength = 4_096
/** Characters of an `Idempotency-Key`. */
export const maxRenewalIdLength = 64
/** Seconds after signing in during which a session may change how its account is recognised without the password. */
export const freshSignIn = 300
/** Seconds that a browser may remember a CORS preflight. */
export const preflightMaxAge = 600
/** Seconds after which a request answered 503 may be tried again, where nothing better is known. */
export const retryAfter = 1

/** Writes waiting for the disk; one more is refused with a 503. */
export const writeQueueLength = 4_096
/** Writes that share one transaction, and so one fsync. */
export const writeGroupSize = 256
/** Seconds a write waits for another process's lock before it is refused with a 503. */
export const writeLockPatience = 1.5
/** Seconds between two attempts to get it: another process may have it free for no longer. */
export const writeLockPause = 0.001
/** Seconds a read may wait for a lock; it waits on the event loop, and under WAL almost never has to. */
export const readLockPatience = 0.02
/** Writes after which the write-ahead log is moved into the database. */
export const writesPerCheckpoint = 2_000
/** Bytes the write-ahead log keeps on disk once it has been moved. */
export const keptLogBytes: number = 64 * 1_048_576
/** Prepared statements a connection keeps. */
export const preparedStatementsKept = 256

/** Connections of a pool of our own, a process of the database each: ten at work, and one that listens. */
export const postgresConnections = 11
/** Seconds to wait for a connection, for a statement at the server, and for an answer of a server that may be gone: three in all. */
export const postgresConnectTimeout = 1
export const postgresStatementTimeout: number = 1.5
export const postgresAnswerTimeout = 2
/** How often a transaction that others were in the way of is tried, and seconds before it is tried again, times the number of tries, at most. */
export const postgresAttempts = 4
export const postgresPause: number = 0.02
/** Seconds after which a connection that listened to revocations is made anew. */
export const postgresListenRetry = 1
/** Rows that are moved to another database in one transaction. */
export const movedRowsAtOnce = 500
/** Numbers of revocations left out after a restore: more than were given out since any backup. */
export const revocationsSkipped = 1_000_000_000
/** Seconds a migration may take. */
export const migrationTimeout = 3_600

/** Seconds between two deletions of what no longer means anything, and the rows of each kind one of them takes. */
export const sweepInterval = 60
export const sweepLimit = 500
/** Batches in a row before the sweeper rests: more than the 18,000 counters that guesses leave in a minute at `overall`. */
export const sweepRounds = 60
/** Seconds between two looks at the key ring: a key removed elsewhere is refused here by then. */
export const keyRingInterval = 5
/** Seconds between two looks at the key ring because of a token that names an unknown key: a look is one SELECT. */
export const keyLookCooldown = 1
/** Seconds an access token of a server may live at most: operators' commands remember revocations for this long. */
export const maxAccessTokenLifetime = 86_400

/** Bytes of a signed text and of what it decompresses to: far more than a header or a cookie carries. */
export const maxSignedBytes = 65_536
/** How deep JSON may be nested where it is read as Python reads it, whose own recursion ends at about a thousand. */
export const maxPythonJsonDepth = 990
/** Digits of an integer in signed JSON: CPython's own limit (CVE-2020-10735). */
export const maxIntegerDigits = 4_300
/** Seconds a signed JWS of itsdangerous is good for, as upstream. */
export const signedJwsLifetime = 3_600
/** Seconds a Flask session cookie is good for: Flask's PERMANENT_SESSION_LIFETIME. */
export const flaskSessionMaxAge: number = 31 * 86_400

/** Bytes of a row that is imported, and rows of one file: their names are remembered, to find those that come twice. */
export const importedRowBytes = 262_144
export const importedRows = 2_000_000
/** Rows that are imported at once: four transactions of the writer. */
export const importBatch = 1_024
/** Names of columns that are remembered because nothing is made of them. */
export const importedColumnNames = 100
/** Refused rows that are told of one by one, where nothing else is asked for. */
export const importProblemsShown = 100
/** Kinds of password hashes that are counted apart. */
export const importedHashKinds = 100

/** Messages that wait or are under way, and how many of them at once. */
export const mailQueue = { size: 1_000, concurrency: 4 } as const
/** Seconds for a message as a whole, and for a mail server to say something. */
export const mailTimeout = 60
export const smtpTimeout = 20
/** Records of an audit, of which the oldest are deleted, a thousand at a time or fewer; and records that one seal covers. */
export const auditKept = 1_000_000
export const auditPageSize = 1_000
/** Seconds between two seals of an audit: what is younger can be changed unseen. */
export const auditInterval = 5

/** Bytes free on the disk of the data below which `doctor` warns, and fails. */
export const diskWarnBytes: number = 1_073_741_824
export const diskFailBytes: number = 67_108_864
/** Seconds that a password hash takes above which `doctor` warns that few can sign in at once. */
export const hashSecondsMany = 0.5
