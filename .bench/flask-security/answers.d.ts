import type { Generation } from './generations.ts';
/** What is wrong with a form: by field, in the order of the fields; '' is what belongs to none. */
export type FieldErrors = ReadonlyMap<string, readonly string[]>;
/** Flask-Security's JSON answers. */
export interface Answers {
    ok(response: Readonly<Record<string, unknown>>): Response;
    /** A form that is not as it should be. */
    badForm(errors: FieldErrors): Response;
    refused(code: number, message: string, more?: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): Response;
}
export declare function createAnswers({ isFirst, formKey }: Generation): Answers;
