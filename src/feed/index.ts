// How revocations get from where they are written to everybody who verifies: within this process at
// once, and from other processes on the same store by looking several times a second.
export { createRevocationFeed } from './revocation-feed.ts'
export type { RevocationFeed, RevocationFeedOptions } from './revocation-feed.ts'
