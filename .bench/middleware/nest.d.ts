import type { ServerResponse } from 'node:http';
import type { GuardOptions, TokenVerifier } from './authenticate.ts';
import type { ExpressRequest } from './express.ts';
export { mount } from './express.ts';
export type { GuardOptions, TokenVerifier } from './authenticate.ts';
/** What a guard of NestJS gets. */
export interface NestContext {
    getType(): string;
    switchToHttp(): {
        getRequest(): NestRequest;
        getResponse(): NestResponse;
    };
}
/** A guard of NestJS: a `CanActivate`. */
export interface NestGuard {
    canActivate(context: NestContext): Promise<boolean>;
}
type NestRequest = ExpressRequest & {
    readonly raw?: ExpressRequest;
};
type NestResponse = ServerResponse & {
    readonly raw?: ServerResponse;
    hijack?(): void;
};
/**
 * Lets only requests with a good access token pass and puts its claims on `req.auth`. Refusals are
 * answered here (401, 403, 400 as problem+json), before exception filters, so that they look the same
 * everywhere; whatever else goes wrong is thrown.
 *
 * Decorators run when their file is loaded: where `auth` is made later, give a function.
 *
 * @throws {TypeError} for options that make no sense.
 * @example
 * class Orders { @Get() @UseGuards(guard(() => auth, { scope: 'orders:read' })) list() { … } }
 */
export declare function guard(auth: TokenVerifier | (() => TokenVerifier), options?: GuardOptions): NestGuard;
