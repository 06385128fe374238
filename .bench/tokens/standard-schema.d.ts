/**
 * A schema of zod, valibot, arktype or any other library that speaks Standard Schema v1
 * (standardschema.dev), as far as we need it. Schemas for claims must be synchronous.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
    readonly '~standard': {
        readonly version: 1;
        readonly vendor: string;
        readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
        readonly types?: {
            readonly input: Input;
            readonly output: Output;
        } | undefined;
    };
}
export type StandardResult<Output> = {
    readonly value: Output;
    readonly issues?: undefined;
} | {
    readonly issues: readonly StandardIssue[];
};
export interface StandardIssue {
    readonly message: string;
    readonly path?: readonly (PropertyKey | {
        readonly key: PropertyKey;
    })[] | undefined;
}
/** Thrown when a value does not fit; names the members at fault, never their values. */
export declare class SchemaMismatch extends Error {
    readonly name = "SchemaMismatch";
}
/**
 * What the schema makes of the value.
 *
 * @throws {SchemaMismatch} when it does not fit. @throws {TypeError} when the schema is asynchronous.
 */
export declare function applySchema<Output>(schema: StandardSchema<unknown, Output>, value: unknown): Output;
