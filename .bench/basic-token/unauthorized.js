import { errorPage } from '../dialects/index.js';
import { AuthError } from '../errors.js';
/** Flask-HTTPAuth's own answer. */
const unauthorizedAccess = (status) => new Response('Unauthorized Access', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
});
/** A guard's refusal, with the answer that says so: the operator reads the code, a stranger the answer. */
export class Unauthorized extends AuthError {
    name = 'Unauthorized';
    #challenger;
    constructor(code, challenger, options = {}) {
        super(code, 'the request may not pass', options);
        this.#challenger = challenger;
    }
    /** 401, or 403 where only the role is missing, each with the challenge of the scheme that was asked. */
    toResponse() {
        const { scheme, realm = 'Authentication Required', refuse = unauthorizedAccess, } = this.#challenger;
        const response = refuse(this.code === 'insufficient_role' ? 403 : 401);
        const challenged = new Response(response.body, response);
        challenged.headers.set('www-authenticate', `${scheme} realm="${realm}"`);
        return challenged;
    }
}
/** An endpoint that refuses by throwing, and then answers all the same. */
export const answerRefusals = (answer) => async (request) => {
    try {
        return await answer(request);
    }
    catch (error) {
        if (error instanceof Unauthorized)
            return error.toResponse();
        const isForeign = error instanceof AuthError && error.code === 'cross_site_request';
        if (isForeign)
            return errorPage(403);
        throw error;
    }
};
