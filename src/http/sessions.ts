import { AuthError } from '../errors.ts'
import type { Session } from '../sessions/index.ts'
import type { SessionEntry, SessionsAnswer } from '../wire.ts'
import { isLive } from '../sessions/index.ts'
import type { Route } from './route.ts'
import { json, noContent } from './route.ts'
import { sessionsAnswer } from './schemas.ts'

export const listSessions: Route = {
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'Where the account is signed in',
  description: 'The live sessions of the account, last used first.',
  needs: 'session',
  status: 200,
  answers: { description: 'The sessions.', schema: sessionsAnswer },
  problems: ['invalid_request', 'credentials_missing', 'invalid_token', 'temporarily_unavailable'],
  answer: async ({ auth, signedIn }) => {
    const sessions = await auth.sessions.list(signedIn.account.id)
    const answer: SessionsAnswer = {
      sessions: sessions.map((session) => entryOf(session, session.id === signedIn.session.id)),
    }
    return json(answer)
  },
}

export const endSession: Route = {
  method: 'DELETE',
  path: '/api/v1/sessions/{id}',
  summary: 'Sign out one session',
  description:
    'Ends one session of the account. A session of somebody else is as unknown as one that never was.',
  needs: 'session',
  status: 204,
  answers: { description: 'Ended.' },
  problems: [
    'invalid_request',
    'credentials_missing',
    'invalid_token',
    'cross_site_request',
    'not_found',
    'temporarily_unavailable',
  ],
  answer: async ({ auth, id, signedIn }) => {
    const found = await auth.sessions.find(id)
    if (found?.account.id !== signedIn.account.id || !isLive(found)) {
      throw new AuthError('not_found', 'the account has no such session')
    }
    await auth.sessions.end(id, 'signed_out')
    return noContent()
  },
}

export const endOtherSessions: Route = {
  method: 'DELETE',
  path: '/api/v1/sessions',
  summary: 'Sign out everywhere else',
  description: 'Ends every session of the account but the one that asks.',
  needs: 'session',
  status: 204,
  answers: { description: 'Ended.' },
  problems: [
    'invalid_request',
    'credentials_missing',
    'invalid_token',
    'cross_site_request',
    'temporarily_unavailable',
  ],
  answer: async ({ auth, signedIn: { account, session } }) => {
    await auth.sessions.endAll(account.id, 'signed_out_everywhere', { except: session.id })
    return noContent()
  },
}

const entryOf = (session: Session, current: boolean): SessionEntry => ({
  id: session.id,
  device: session.device ?? null,
  network: session.network ?? null,
  createdAt: Math.floor(session.authenticatedAt),
  lastSeenAt: Math.floor(session.lastUsedAt),
  expiresAt: Math.floor(Math.min(session.idleExpiresAt, session.expiresAt)),
  current,
})
