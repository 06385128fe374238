import { AuthError } from '../errors.js';
import { credentialRequest } from './authenticate.js';
import { credentialCookie } from './cookie.js';
import { noContent, takes } from './route.js';
import { logoutRequest } from './schemas.js';
// No limit per address: a token that is not ours is refused before any I/O.
export const logout = {
    method: 'POST',
    path: '/api/v1/logout',
    summary: 'Sign out',
    description: 'Ends the session of an access token, an expired one too, or of any refresh token of it, a spent one too; a session that is over already is fine. From then on its tokens are refused.',
    needs: 'any token',
    presents: 'access_token',
    bodyOptional: true,
    status: 204,
    answers: { description: 'Signed out.' },
    problems: [
        'invalid_request',
        'credentials_missing',
        'invalid_token',
        'cross_site_request',
        'payload_too_large',
        'unsupported_media_type',
        'temporarily_unavailable',
    ],
    ...takes(logoutRequest, async ({ refreshToken, all = false }, { auth, request, readCredential, cookie }) => {
        const { token: accessToken, source } = readCredential(credentialRequest(request)) ?? {};
        if (accessToken !== undefined && refreshToken !== undefined) {
            throw new AuthError('credentials_ambiguous', 'an access token and a refresh token at once');
        }
        if (accessToken !== undefined)
            await auth.signOut({ accessToken }, { all });
        else if (refreshToken !== undefined)
            await auth.signOut({ refreshToken }, { all });
        else
            throw new AuthError('credentials_missing', 'no token says whose session is to end');
        return noContent({
            // What a browser kept of the signed-in pages goes too (B14).
            'clear-site-data': '"cache"',
            ...(source === 'cookie' && { 'set-cookie': credentialCookie('', 0, cookie) }),
        });
    }),
};
