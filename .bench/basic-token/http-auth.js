import { AuthError } from '../errors.js';
import { refusal } from '../http/index.js';
import { Unauthorized } from './unauthorized.js';
/** A guard out of schemes: the credentials in a request choose which of them decides, the first one where none does. */
export function guardOf(main, ...others) {
    const schemes = [main, ...others];
    async function verify(request, { role, optional = false } = {}) {
        const chosen = schemes.find((scheme) => scheme.concerns(request));
        if (!chosen) {
            if (optional !== false)
                return undefined;
            throw new Unauthorized('credentials_missing', main);
        }
        try {
            return await withRole(chosen, await chosen.authenticate(request), role);
        }
        catch (error) {
            if (!(error instanceof AuthError) || refusal(error, asPassword).status > 403)
                throw error;
            if (optional === 'allow-wrong-credentials')
                return undefined;
            throw new Unauthorized(error.code, chosen, { cause: error });
        }
    }
    return { schemes, verify };
}
const asPassword = { presented: 'password' };
async function withRole(scheme, user, role) {
    if (role === undefined)
        return user;
    const held = (await scheme.rolesOf?.(user)) ?? [];
    const alternatives = typeof role === 'string' ? [role] : role;
    if (alternatives.some((needed) => [needed].flat().every((name) => held.includes(name)))) {
        return user;
    }
    throw new AuthError('insufficient_role', 'the user lacks the role that this needs');
}
