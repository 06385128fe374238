/** Thrown when a value does not fit; names the members at fault, never their values. */
export class SchemaMismatch extends Error {
    name = 'SchemaMismatch';
}
/**
 * What the schema makes of the value.
 *
 * @throws {SchemaMismatch} when it does not fit. @throws {TypeError} when the schema is asynchronous.
 */
export function applySchema(schema, value) {
    const result = schema['~standard'].validate(value);
    if ('then' in result) {
        result.catch(() => { }); // or its refusal would be an unhandled rejection and end the process
        throw new TypeError('claims schema: expected a synchronous schema, got one that answers later');
    }
    if (result.issues === undefined)
        return result.value;
    // A library's own message may quote the value it refuses, which may be an e-mail address.
    const members = new Set(result.issues.map(({ path }) => memberOf(path?.[0])));
    throw new SchemaMismatch(`the claims do not fit their schema at: ${[...members].join(', ')}`);
}
const memberOf = (segment) => segment === undefined ? 'the top' : String(typeof segment === 'object' ? segment.key : segment);
