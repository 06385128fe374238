// How revocations get from where they are written to everybody who verifies: within this process at
// once, from other processes on the same store by looking several times a second, and to verifiers in
// other services as server-sent events. What the events say is in tokens/revocation-events.ts.
export { createRevocationStreams } from './event-streams.js';
export { createRevocationFeed } from './revocation-feed.js';
