import type { SubjectClaims } from './definition.ts';
import type { StandardSchema } from './standard-schema.ts';
/** @throws {TypeError} when a verifier would refuse them. */
export declare function checkedSubject(subject: SubjectClaims): SubjectClaims;
/**
 * The application's own claims, as a verifier will read them.
 *
 * @throws {TypeError} when one has a registered name, or they do not fit the schema.
 */
export declare function checkedOwnClaims(own: object, schema: StandardSchema<unknown, object> | undefined): object;
