import type { RequestLike } from '../tokens/index.ts';
/** What is read of a request: those of fetch, Node, Express, Fastify and Koa are such. */
export type HeaderSource = Pick<RequestLike, 'headers' | 'headersDistinct'>;
/** What each scheme may be told. */
export interface HttpAuthOptions<User> {
    /** What the challenge calls the place. Default: `'Authentication Required'`. */
    readonly realm?: string;
    /** The roles of a user, for `role`. Default: nobody has any. */
    rolesOf?(user: User): readonly string[] | Promise<readonly string[]>;
    /** The answer to a refused request, to which the challenge is added. Default: `Unauthorized Access`. */
    readonly refuse?: (status: 401 | 403) => Response;
}
/** Whom a guard lets pass. */
export interface HttpAuthRequirements {
    /** One role, or several of which one is enough; a list among them needs all that it names. Default: none. */
    readonly role?: string | readonly (string | readonly string[])[];
}
export interface OptionalHttpAuth extends HttpAuthRequirements {
    /**
     * Lets requests without credentials pass, as nobody. `'allow-wrong-credentials'` lets those with wrong
     * ones, and those without the role, pass as nobody too, as Flask-HTTPAuth does. Default: `false`.
     */
    readonly optional: boolean | 'allow-wrong-credentials';
}
/** One way to prove oneself in a header. */
export interface HttpScheme<User, Source extends HeaderSource> extends HttpAuthOptions<User> {
    readonly scheme: string;
    /** Whether the credentials of the request are of this scheme. */
    concerns(request: Source): boolean;
    /** Whose they are. @throws {AuthError} when they are wrong. */
    authenticate(request: Source): Promise<User>;
}
/** A guard of one or several schemes. */
export interface HttpAuth<User, Source extends HeaderSource = HeaderSource> {
    readonly schemes: readonly HttpScheme<User, Source>[];
    /**
     * The user of a request.
     *
     * @throws {Unauthorized} which has the answer: `credentials_missing`, `insufficient_role`, or what was wrong.
     * @throws {AuthError} `rate_limited`, `overloaded`, `storage_unavailable` from the callbacks, as they are.
     */
    verify(request: Source, requirements?: HttpAuthRequirements): Promise<User>;
    verify(request: Source, requirements: OptionalHttpAuth): Promise<User | undefined>;
}
/** A guard out of schemes: the credentials in a request choose which of them decides, the first one where none does. */
export declare function guardOf<User, Source extends HeaderSource>(main: HttpScheme<User, Source>, ...others: readonly HttpScheme<User, Source>[]): HttpAuth<User, Source>;
