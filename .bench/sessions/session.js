/** Whether it had neither ended nor run out when it was read. */
export const isLive = ({ session, readAt }) => session.endedAt === undefined && Math.min(session.idleExpiresAt, session.expiresAt) > readAt;
