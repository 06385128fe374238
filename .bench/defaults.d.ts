/** Seconds. The seeds' 600 s: short enough to end by itself, long enough to renew rarely. */
export declare const accessTokenLifetime = 600;
/** Share of a lifetime that is taken off at random, so that tokens of one moment do not expire in one moment. */
export declare const lifetimeJitter: number;
/** Seconds since the last renewal after which a session is over. */
export declare const sessionIdleLifetime: number;
/** Seconds since sign-in after which a session is over, however much it is used. */
export declare const sessionLifetime: number;
/** Seconds since sign-in in which a token from `/token` may renew itself: stolen, it is good for a day at most. */
export declare const tokenSessionLifetime = 86400;
/** Seconds in which a spent refresh token without a renewal id still gets its successor. */
export declare const retryWindow = 10;
/** Rotations whose renewal ids a session remembers. */
export declare const renewalIdsKept = 8;
/** Live sessions an account may have; at the bound the longest idle one ends. */
export declare const sessionsPerAccount = 1000;
/** Days in seconds that the row of an ended session is kept for the operator's questions. */
export declare const endedSessionRetention: number;
/** Characters. A JWT larger than any header a proxy lets through is refused before it is looked at. */
export declare const maxTokenLength = 8192;
/** Seconds of clock difference forgiven for `nbf` and `iat`; `exp` gets none. */
export declare const clockTolerance = 30;
export declare const maxClockTolerance = 300;
/** How deep JSON from outside may be nested. */
export declare const maxJsonDepth = 32;
/** Headers of good tokens kept parsed; at the bound all are forgotten and read again. */
export declare const headersKept = 256;
/** Seconds from `iat` to `exp`: an access token that lives longer is not one of any sensible issuer. */
export declare const maxTokenLifetime: number;
/** Verified tokens a verifier remembers, and the bytes they may take. */
export declare const verifiedTokensKept = 100000;
export declare const verifiedTokenBytes: number;
/** Revocations a verifier knows; beyond them it forgets all and refuses every token issued until then. */
export declare const revocationsKept = 1000000;
/** Seconds between two looks for what other processes have revoked, and revocations read at a time. */
export declare const revocationPollInterval: number;
export declare const revocationPageSize = 1000;
/** Seconds without word of new revocations after which a verifier no longer trusts what it knows. */
export declare const maxRevocationStaleness = 5;
/** Services that may be registered as verifiers. */
export declare const verifiersKept = 1000;
/** Seconds within which a verifier that was removed hears no more. */
export declare const verifiersInterval = 5;
/** Wrong credentials of verifiers that are borne from one network: like wrong passwords. */
export declare const verifierAllowance: {
    readonly burst: number;
    readonly interval: number;
};
/** Seconds between two heartbeats of the feed: five fit into the staleness that a verifier bears. */
export declare const feedHeartbeat = 1;
/** Verifiers' connections to the feed; one more is refused with a 503. Half of all connections a server has. */
export declare const feedListeners = 10000;
/** Revocations in one event: with the longest subjects that fit into a token, a megabyte and a half. */
export declare const feedPageSize = 250;
/** Bytes that wait for a listener; with more it reads on from the store, at its own pace. */
export declare const feedBacklog: number;
/** Seconds that a listener may read nothing of what waits for it; then it is cut off, and comes back where it was. */
export declare const feedPatience = 5;
/** Seconds after which a connection to the feed ends, less up to half at random: clocks are compared anew, and nodes share the load again. */
export declare const feedConnectionLifetime = 900;
/** Seconds without an event after which a verifier connects anew: three heartbeats, and still within its staleness. */
export declare const feedSilence = 3;
/** Seconds before a verifier connects anew, at most: after the first failure, doubled for each more, and in the end. */
export declare const feedReconnect: {
    readonly first: number;
    readonly longest: number;
};
/** Seconds that an issuer may ask a verifier to wait. */
export declare const feedRetryAfter = 30;
/** Characters of one event, which an issuer of ours never sends half of. */
export declare const maxFeedEventLength: number;
/** Seconds that an introspection may take, its bytes, and how many a verifier has under way. */
export declare const introspectionTimeout = 2;
export declare const maxIntrospectionBytes = 65536;
export declare const introspectionsAtOnce = 256;
/** Argon2id parameters: OWASP's and ASVS's smallest set that both accept. KiB, passes, lanes. */
export declare const argon2id: {
    readonly memoryCost: number;
    readonly timeCost: number;
    readonly parallelism: number;
};
/** Characters (code points) of a password that is set: NIST SP 800-63B-4 §3.1.1.2 for a single factor. */
export declare const passwordLength: {
    readonly min: number;
    readonly max: number;
};
/** UTF-8 bytes of a password: what its 1,024 characters can take. */
export declare const maxPasswordBytes = 4096;
/** Work a stored hash may ask for, in KiB that argon2id fills once: ninety times our own, a second and a half. */
export declare const maxHashCost: number;
/** Kinds of password hashes that every wrong password pays for, so that none is told by its time. */
export declare const decoysKept = 8;
/** KiB a stored hash may need at once. */
export declare const maxHashMemory = 1048576;
/** Bytes of password that all rounds of one hash of crypt(3) may read: a second of SHA-512. */
export declare const maxCryptBytes = 134217728;
/** Hashes that wait for a thread; only programs that call `verifyPassword` or `hashPassword` by the thousand come near. */
export declare const hashThreadQueueLength = 1024;
/** Seconds without work after which a thread that hashes ends; starting one takes 50 ms. */
export declare const hashThreadIdle = 300;
/** Characters of a username. */
export declare const usernameLength = 64;
/** Characters of an e-mail address: RFC 5321 §4.5.3.1.3 without its brackets. */
export declare const emailLength = 254;
/** Characters of all roles, or all scopes, of an account: they travel in every access token. */
export declare const accountGrantsLength = 2048;
/** Accounts in one page of a list, where nothing else is asked for, and at most. */
export declare const accountPage: {
    readonly default: number;
    readonly max: number;
};
/** Wrong passwords that are borne: so many at once, then one every `interval` seconds (NIST SP 800-63B-4 §3.2.2: 100). */
export declare const signInAllowances: {
    readonly perNameAndNetwork: {
        readonly burst: 10;
        readonly interval: 90;
    };
    readonly perName: {
        readonly burst: 100;
        readonly interval: 36;
    };
    readonly perNetwork: {
        readonly burst: 100;
        readonly interval: 9;
    };
    readonly overall: {
        readonly burst: 10000;
        readonly interval: 0.01;
    };
};
/** Seconds that anyone is asked to wait at most: limits slow down, they do not lock out. */
export declare const maxRetryAfter = 900;
/** Password hashes waiting for a core; one more is refused with a 503. */
export declare const hashQueueLength = 64;
/** Seconds a password hash may wait for a core before it is given up. */
export declare const hashQueueDeadline = 5;
/** Seconds a new signing key is published before it signs: every JWKS cache has seen it by then. */
export declare const keyPublishLead = 600;
/** Seconds a key signs before the next one takes over. */
export declare const keySigningLifetime: number;
/** Keys a key ring holds; at the bound a rotation is refused until old keys are gone. */
export declare const keysPerRing = 100;
/** Keys read from a JWK Set; a token without `kid` may have to try each of them. */
export declare const keysPerJwkSet = 100;
/** Bits of an RSA modulus we accept (RFC 7518 §3.3; more only costs time) and make (128-bit security). */
export declare const minRsaModulusBits = 2048;
export declare const maxRsaModulusBits = 8192;
export declare const newRsaModulusBits = 3072;
/** Bytes of a master secret. */
export declare const minSecretBytes = 32;
/** Seconds that a JWK Set may be cached. */
export declare const jwksMaxAge = 300;
/** Seconds the last good JWK Set serves while its address answers badly: longer than any token lives, so more is no use. */
export declare const jwksMaxStale = 3600;
/** Seconds between two fetches of a JWK Set that unknown key ids or failures ask for. */
export declare const jwksCooldown = 30;
/** The same while there is no set at all. */
export declare const jwksRetry = 1;
/** Seconds a JWK Set may take to arrive, and its bytes. */
export declare const jwksTimeout = 5;
export declare const maxJwksBytes = 1048576;
/** Bytes of a request body. */
export declare const maxBodyBytes = 65536;
/** The port of `latchkey serve`. */
export declare const defaultPort = 8787;
/** Bytes of all headers of a request, and how many there may be. */
export declare const maxHeaderBytes = 16384;
export declare const maxHeaderCount = 100;
/** Seconds for the headers, and for the whole of a request, to arrive: what a slow client can hold. */
export declare const headersTimeout = 10;
export declare const requestTimeout = 15;
/** Seconds a connection may be idle; longer than nginx keeps its own (60 s), so that we never close under it. */
export declare const keepAliveTimeout = 65;
/** Seconds after which a client that does not read its answer is cut off. */
export declare const socketTimeout = 75;
/** Open connections; one more is closed at once. */
export declare const maxConnections = 20000;
/** Requests that one connection may carry, so that clients spread over nodes again. */
export declare const maxRequestsPerSocket = 1000;
/** Seconds that requests under way get to finish when the server stops. */
export declare const drainTimeout = 10;
/** Processes of one server: more than any machine's disk can keep busy with the writes of one file. */
export declare const maxWorkers = 64;
/**
 * Seconds before a worker that ended is replaced: after the first time, doubled for each more in a row, and in the
 * end. One that has answered for as long as `calm` begins a new row.
 */
export declare const workerRestart: {
    readonly first: number;
    readonly longest: number;
    readonly calm: number;
};
/** Seconds beyond `drainTimeout` that a worker gets to close its database; then it is killed. */
export declare const workerStopMargin = 5;
/** Seconds that a worker may take to say its metrics; then those it said last are good enough. */
export declare const workerMetricsPatience = 1;
/** Bytes of log that wait for a slow reader of standard output; more are dropped and counted. */
export declare const maxLogBytes = 1048576;
/** UTF-16 units of a name, an address or a password in a request; the domain's own limits are lower. */
export declare const maxPresentedLength = 4096;
/** Characters of an `Idempotency-Key`. */
export declare const maxRenewalIdLength = 64;
/** Seconds after signing in during which a session may change how its account is recognised without the password. */
export declare const freshSignIn = 300;
/** Seconds that a browser may remember a CORS preflight. */
export declare const preflightMaxAge = 600;
/** Seconds after which a request answered 503 may be tried again, where nothing better is known. */
export declare const retryAfter = 1;
/** Writes waiting for the disk; one more is refused with a 503. */
export declare const writeQueueLength = 4096;
/** Writes that share one transaction, and so one fsync. */
export declare const writeGroupSize = 256;
/** Seconds a write waits for another process's lock before it is refused with a 503. */
export declare const writeLockPatience = 1.5;
/** Seconds between two attempts to get it: another process may have it free for no longer. */
export declare const writeLockPause = 0.001;
/** Seconds a read may wait for a lock; it waits on the event loop, and under WAL almost never has to. */
export declare const readLockPatience = 0.02;
/** Writes after which the write-ahead log is moved into the database. */
export declare const writesPerCheckpoint = 2000;
/** Bytes the write-ahead log keeps on disk once it has been moved. */
export declare const keptLogBytes: number;
/** Prepared statements a connection keeps. */
export declare const preparedStatementsKept = 256;
/** Seconds between two deletions of what no longer means anything, and the rows of each kind one of them takes. */
export declare const sweepInterval = 60;
export declare const sweepLimit = 500;
/** Batches in a row before the sweeper rests. */
export declare const sweepRounds = 20;
/** Seconds between two looks at the key ring: a key removed elsewhere is refused here by then. */
export declare const keyRingInterval = 5;
/** Seconds an access token of a server may live at most: operators' commands remember revocations for this long. */
export declare const maxAccessTokenLifetime = 86400;
/** Bytes of a signed text and of what it decompresses to: far more than a header or a cookie carries. */
export declare const maxSignedBytes = 65536;
/** How deep JSON may be nested where it is read as Python reads it, whose own recursion ends at about a thousand. */
export declare const maxPythonJsonDepth = 990;
/** Digits of an integer in signed JSON: CPython's own limit (CVE-2020-10735). */
export declare const maxIntegerDigits = 4300;
/** Seconds a signed JWS of itsdangerous is good for, as upstream. */
export declare const signedJwsLifetime = 3600;
/** Seconds a Flask session cookie is good for: Flask's PERMANENT_SESSION_LIFETIME. */
export declare const flaskSessionMaxAge: number;
/** Bytes of a row that is imported, and rows of one file: their names are remembered, to find those that come twice. */
export declare const importedRowBytes = 262144;
export declare const importedRows = 2000000;
/** Rows that are imported at once: four transactions of the writer. */
export declare const importBatch = 1024;
/** Names of columns that are remembered because nothing is made of them. */
export declare const importedColumnNames = 100;
/** Refused rows that are told of one by one, where nothing else is asked for. */
export declare const importProblemsShown = 100;
/** Kinds of password hashes that are counted apart. */
export declare const importedHashKinds = 100;
/** Seconds a token of Flask-Security is good for, whose own default is for ever. */
export declare const flaskTokenMaxAge: number;
/** Seconds after which another use of a Flask-Security token counts as use of its session, so that not every use is a write. */
export declare const flaskTouchInterval = 3600;
/** Seconds a CSRF token of Flask-WTF and a remember cookie of Flask-Login are good for: their own defaults. */
export declare const flaskCsrfMaxAge = 3600;
export declare const flaskRememberMaxAge: number;
