import { AuthError } from '../errors.js';
/** A request that says which members of its body are wrong, by name and never by value. */
export class InvalidRequest extends AuthError {
    members;
    constructor(message, members = []) {
        super('invalid_request', message);
        this.members = members;
    }
}
