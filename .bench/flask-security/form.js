import { AuthError } from '../errors.js';
import { messages } from './messages.js';
/** What a client sent in a form, or in JSON in its place. */
export class Form {
    #values;
    #errors = new Map();
    /** @throws {AuthError} `invalid_request` for JSON that is no form. */
    constructor(request) {
        this.#values = request.isJson
            ? membersOf(request.json())
            : new Map([...request.form].toReversed());
    }
    get errors() {
        return this.#errors;
    }
    get isGood() {
        return this.#errors.size === 0;
    }
    /** The text of a field; what is no text has none and, where it is something, is an error. */
    text(field) {
        const value = this.#values.get(field) ?? '';
        if (typeof value === 'string')
            return value;
        this.fail(field, messages.inappropriate);
        return '';
    }
    /** Whether the field is there and says nothing, which JSON can. */
    isNull(field) {
        return this.#values.get(field) === null;
    }
    /** Whether a box is ticked. */
    isTrue(field) {
        return (this.#values.has(field) && ![false, 'false', ''].some((no) => no === this.#values.get(field)));
    }
    /** The text of a field that must not be empty. */
    required(field, message = messages.noPassword) {
        const text = this.text(field);
        if (text.trim() === '' && !this.#errors.has(field))
            this.fail(field, message);
        return text;
    }
    /** The same with one message in the place of whatever says who has an account. */
    generic(message) {
        const errors = new Map();
        for (const [field, texts] of this.#errors) {
            const isTelling = field === 'email' || field === 'password';
            const key = isTelling ? '' : field;
            errors.set(key, [...(errors.get(key) ?? []), ...(isTelling ? [message] : texts)]);
        }
        return { errors };
    }
    /** Takes back what was wrong with a field. */
    forgive(field) {
        this.#errors.delete(field);
    }
    fail(field, message) {
        this.#errors.set(field, [...(this.#errors.get(field) ?? []), message]);
    }
}
/** Of a list the first item counts, as in Werkzeug's MultiDict. An empty list, and nothing at all, is no member. */
function membersOf(body) {
    if (body === undefined || body === null || (Array.isArray(body) && body.length === 0)) {
        return new Map();
    }
    if (typeof body !== 'object' || Array.isArray(body)) {
        // In the original this is an error of the server.
        throw new AuthError('invalid_request', 'the body is no form');
    }
    return new Map(Object.entries(body).flatMap(([name, value]) => {
        if (!Array.isArray(value))
            return [[name, value]];
        return value.length === 0 ? [] : [[name, value[0]]];
    }));
}
