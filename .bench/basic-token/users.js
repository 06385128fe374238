import { errorPage, pythonJson } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { ownIds } from './account-ids.js';
import { answerRefusals } from './unauthorized.js';
/** `POST /users` and `GET /users/<id>`, as in the lessons and, below `/api`, as in REST-auth. */
export function createUsers(auth, options) {
    const { ids = ownIds, guard, registration = 'open', allowAnonymousLookup = false } = options;
    async function locationOf(account, { url }) {
        const id = await ids.idOf(account);
        return id === undefined ? {} : { location: new URL(`/api/users/${id}`, url).href };
    }
    async function find({ segment }) {
        const accountId = await ids.accountOf(/^\d{1,15}$/.test(segment) ? Number(segment) : segment);
        return accountId === undefined ? undefined : auth.accounts.find(accountId);
    }
    const lookup = (unknown) => async (request) => {
        const asking = allowAnonymousLookup ? undefined : await guard.verify(request);
        const found = await find(request);
        if (!found || (asking && asking.id !== found.id))
            return errorPage(unknown);
        return pythonJson({ username: found.username });
    };
    const registrations = [
        {
            path: '/users',
            methods: ['POST'],
            answer: async (request) => {
                const account = await register(auth, request);
                if (!account)
                    return pythonJson({ message: 'user already exists' });
                return pythonJson({ username: account.username }, 201);
            },
        },
        {
            path: '/api/users',
            methods: ['POST'],
            answer: async (request) => {
                const account = await register(auth, request);
                if (!account)
                    return errorPage(400);
                const { username } = account;
                return pythonJson({ username }, 201, await locationOf(account, request));
            },
        },
    ];
    return [
        ...(registration === 'open' ? registrations : []),
        { path: '/users/<id>', methods: ['GET'], answer: answerRefusals(lookup(404)) },
        { path: '/api/users/<id>', methods: ['GET'], answer: answerRefusals(lookup(400)) },
    ];
}
/** The new account; `undefined`: the name is taken. */
async function register(auth, { json }) {
    const { username, password } = Object(json());
    if (typeof username !== 'string' || typeof password !== 'string') {
        throw new AuthError('invalid_request', 'the body has no username or no password');
    }
    try {
        return await auth.accounts.register({ username, password });
    }
    catch (error) {
        if (!(error instanceof AuthError))
            throw error;
        if (error.code === 'account_exists')
            return undefined;
        const isChoice = /^(username|password)_/.test(error.code);
        throw isChoice ? new AuthError('invalid_request', error.message, { cause: error }) : error;
    }
}
