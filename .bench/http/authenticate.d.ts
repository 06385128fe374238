import type { CredentialRequest } from './credentials.ts';
import type { Exchange, Route } from './route.ts';
/** A `Request` as credentials are read from it. */
export declare const credentialRequest: (request: Request, method?: string) => CredentialRequest;
/**
 * Lets a request in to what the route needs, and gives the rest: its answer.
 *
 * @throws {AuthError} `credentials_missing`, what `verify` throws, `session_unknown`, `session_ended`, `account_disabled`,
 * `verifier_unknown`, `rate_limited`.
 */
export declare function admit(route: Route, exchange: Exchange): Promise<() => Promise<Response> | Response>;
