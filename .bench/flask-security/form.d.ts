import type { FlaskRequest } from '../dialects/index.ts';
import type { FieldErrors } from './answers.ts';
/** What a client sent in a form, or in JSON in its place. */
export declare class Form {
    #private;
    /** @throws {AuthError} `invalid_request` for JSON that is no form. */
    constructor(request: FlaskRequest);
    get errors(): FieldErrors;
    get isGood(): boolean;
    /** The text of a field; what is no text has none and, where it is something, is an error. */
    text(field: string): string;
    /** Whether the field is there and says nothing, which JSON can. */
    isNull(field: string): boolean;
    /** Whether a box is ticked. */
    isTrue(field: string): boolean;
    /** The text of a field that must not be empty. */
    required(field: string, message?: string): string;
    /** The same with one message in the place of whatever says who has an account. */
    generic(message: string): Pick<Form, 'errors'>;
    /** Takes back what was wrong with a field. */
    forgive(field: string): void;
    fail(field: string, message: string): void;
}
