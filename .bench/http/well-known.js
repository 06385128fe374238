import { jwksMaxAge, retryAfter } from '../defaults.js';
import { AuthError } from '../errors.js';
import { json } from './route.js';
import { jwkSetAnswer, statusAnswer } from './schemas.js';
export const jwks = {
    method: 'GET',
    path: '/.well-known/jwks.json',
    summary: 'The public keys',
    description: 'The keys that access tokens are signed with, RFC 7517 §5. Private parts never.',
    needs: 'nothing',
    status: 200,
    answers: {
        description: 'The JWK Set.',
        schema: jwkSetAnswer,
        mediaType: 'application/jwk-set+json',
    },
    problems: [],
    answer: ({ auth }) => json(auth.keys.jwkSet(), {
        'content-type': 'application/jwk-set+json',
        'cache-control': `public, max-age=${jwksMaxAge}`,
        // Public keys: whoever wants to verify may read them from anywhere.
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
    }),
};
const ok = { status: 'ok' };
export const healthz = {
    method: 'GET',
    path: '/healthz',
    summary: 'Is the process alive',
    description: 'Answers without looking at anything.',
    needs: 'nothing',
    status: 200,
    answers: { description: 'It is.', schema: statusAnswer },
    problems: [],
    answer: () => json(ok),
};
export const readyz = {
    method: 'GET',
    path: '/readyz',
    summary: 'Can it answer requests',
    description: 'Asks the store and the key ring.',
    needs: 'nothing',
    status: 200,
    answers: { description: 'It can.', schema: statusAnswer },
    problems: ['temporarily_unavailable'],
    answer: async ({ auth }) => {
        try {
            await auth.ready();
        }
        catch (cause) {
            // Whatever is broken: the answer to this question is no, and not that asking it failed.
            throw new AuthError('storage_unavailable', 'not ready', { cause, retryAfter });
        }
        return json(ok);
    },
};
