import { documentation } from './documentation.js';
import { introspection } from './introspect.js';
import { login } from './login.js';
import { logout } from './logout.js';
import { changeMe, showMe } from './me.js';
import { renew } from './renew.js';
import { revocations } from './revocations.js';
import { endSession, listSessions } from './sessions.js';
import { token } from './token.js';
import { verify } from './verify.js';
import { healthz, jwks, readyz } from './well-known.js';
/** Every endpoint. What is matched, allowed, documented and described comes from here. */
export const routes = [
    login,
    renew,
    logout,
    showMe,
    changeMe,
    listSessions,
    endSession,
    token,
    verify,
    revocations,
    introspection,
    jwks,
    healthz,
    readyz,
    ...documentation(() => routes),
];
