export { createRevocationStreams } from './event-streams.ts';
export type { RevocationStreams, RevocationStreamsOptions, StreamVitals } from './event-streams.ts';
export { createRevocationFeed } from './revocation-feed.ts';
export type { RevocationFeed, RevocationFeedOptions } from './revocation-feed.ts';
