import { json, takes } from './route.js';
import { loginAnswer, loginRequest } from './schemas.js';
export const login = {
    method: 'POST',
    path: '/api/v1/login',
    summary: 'Sign in',
    description: 'Starts a session and answers its first access and refresh token. An unknown name and a wrong password get the same answer after the same time.',
    needs: 'nothing',
    presents: 'password',
    status: 200,
    answers: { description: 'Signed in.', schema: loginAnswer },
    problems: [
        'invalid_request',
        'password_too_long',
        'invalid_credentials',
        'account_disabled',
        'cross_site_request',
        'payload_too_large',
        'unsupported_media_type',
        'rate_limited',
        'overloaded',
        'temporarily_unavailable',
    ],
    ...takes(loginRequest, async (credentials, exchange) => {
        const issued = await exchange.auth.signIn(credentials, signInContext(exchange));
        const answer = {
            token: issued.accessToken,
            refreshToken: issued.refreshToken,
            tokenType: 'Bearer',
            expiresIn: issued.expiresIn,
            user: userOf(issued.account),
        };
        return json(answer);
    }),
};
/** Where a sign-in comes from; the address is the server's word, never a header's. */
export function signInContext({ request, address }) {
    const device = request.headers.get('user-agent');
    return { ...(address !== undefined && { address }), ...(device !== null && { device }) };
}
export const userOf = ({ id, username, email, roles }) => ({
    id,
    username,
    email: email ?? null,
    roles,
});
