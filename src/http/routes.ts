import { documentation } from './documentation.ts'
import { introspection } from './introspect.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { changeMe, showMe } from './me.ts'
import { metadata } from './metadata.ts'
import { revocation } from './oauth-revoke.ts'
import { oauthToken } from './oauth-token.ts'
import { renew } from './renew.ts'
import { revocations } from './revocations.ts'
import type { Route } from './route.ts'
import { endOtherSessions, endSession, listSessions } from './sessions.ts'
import { statusList } from './status-list.ts'
import { token } from './token.ts'
import { verify } from './verify.ts'
import { healthz, jwks, readyz } from './well-known.ts'

/** Every endpoint. What is matched, allowed, documented and described comes from here. */
export const routes: readonly Route[] = [
  login,
  renew,
  logout,
  showMe,
  changeMe,
  listSessions,
  endSession,
  endOtherSessions,
  token,
  verify,
  revocations,
  oauthToken,
  introspection,
  revocation,
  metadata,
  jwks,
  statusList,
  healthz,
  readyz,
  ...documentation(() => routes),
]
