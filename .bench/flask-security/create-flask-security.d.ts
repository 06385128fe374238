import type { Auth } from '../auth/index.ts';
import type { Mountable, RequestContext } from '../http/index.ts';
import type { AccessClaims } from '../tokens/index.ts';
import type { Caller } from './callers.ts';
import type { FlaskRequirements, FlaskSecurityOptions } from './options.ts';
/** Flask-Security's endpoints, its tokens, and its decorators. */
export interface FlaskSecurity extends Mountable {
    /**
     * The claims of a token that is good now, so that `guard(flaskSecurity, { credentials: ['authentication-token'] })` of any
     * framework lets it pass. @throws {AuthError} with the operator's reason.
     */
    verify(token: string): Promise<AccessClaims>;
    /** An endpoint of the application behind `auth_required` and the decorators of roles and permissions. */
    protect(requirements: FlaskRequirements, answer: (caller: Caller, request: Request) => Promise<Response> | Response): (request: Request, context?: RequestContext) => Promise<Response>;
}
/**
 * What a Flask-Security application answers, on the accounts and sessions of an `Auth`. With the application's `SECRET_KEY`
 * its tokens are good here, and those made here are good there.
 *
 * @throws {TypeError} {@link RangeError} for an option that cannot be.
 * @example
 * import { createAuth } from 'latchkey'
 * import { mount } from 'latchkey/express'
 * import { createFlaskSecurity } from 'latchkey/flask-security'
 * import { sqlite } from 'latchkey/sqlite'
 *
 * const store = sqlite('auth.db')
 * const auth = await createAuth({ issuer: 'https://api.example.com', audience: 'api', store })
 * app.use(mount(createFlaskSecurity(auth, { store, secretKey: process.env.SECRET_KEY })))
 */
export declare function createFlaskSecurity(auth: Auth, options: FlaskSecurityOptions): FlaskSecurity;
