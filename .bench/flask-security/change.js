import { networkOf } from '../accounts/index.js';
import { redirectPage } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { admit } from './access.js';
import { rememberCookieName } from './callers.js';
import { Form } from './form.js';
import { messages } from './messages.js';
import { flawOfPassword } from './password-flaws.js';
import { isPasswordOf } from './verify.js';
/** `/change`. Ends every other session of the account, and the tokens of all of them. */
export async function change(visit) {
    const admitted = await admit(visit, {});
    if ('refusal' in admitted)
        return admitted.refusal;
    const { caller } = admitted;
    if (visit.request.method !== 'POST') {
        return visit.wantsJson
            ? visit.accepted(caller, { more: { active_password: true } })
            : page(visit);
    }
    const form = new Form(visit.request);
    if (!(await setPassword(visit, caller, form))) {
        const { answers } = visit.workshop;
        return visit.wantsJson ? answers.badForm(form.errors) : page(visit, form);
    }
    const next = await stay(visit, caller);
    const { generation } = visit.workshop;
    return visit.wantsJson
        ? visit.accepted(next, { token: !generation.isFirst })
        : redirectPage(visit.workshop.options.postLoginView ?? '/');
}
async function setPassword(visit, caller, form) {
    const { auth } = visit.workshop;
    const next = form.required('new_password');
    const again = form.required('new_password_confirm');
    if (again.trim() !== '' && again !== next) {
        form.fail('new_password_confirm', messages.unequalPasswords);
    }
    const current = form.isGood ? form.required('password') : '';
    if (!form.isGood)
        return false;
    const { account, sessionId: exceptSession } = caller;
    const network = networkOf(visit.request.address);
    const except = exceptSession === undefined ? {} : { exceptSession };
    try {
        await auth.accounts.changePassword(account.id, { current, next, network, ...except });
        return true;
    }
    catch (error) {
        if (!(error instanceof AuthError) || !error.code.startsWith('password_'))
            throw error;
        // Whoever does not know the current password is told nothing about the next one.
        const isOwner = error.code !== 'password_mismatch' && (await isPasswordOf(visit, account, current));
        if (!isOwner)
            form.fail('password', messages.invalidPassword);
        else if (next === current)
            form.fail('password', messages.samePassword);
        else
            form.fail('new_password', flawOfPassword(visit, error.code));
        return false;
    }
}
/** Keeps the session that made the change, under the account's new name. */
async function stay(visit, caller) {
    const { auth, clock, identities } = visit.workshop;
    const { account } = caller;
    const remember = visit.request.cookies.has(rememberCookieName);
    if (caller.sessionId === undefined) {
        return visit.signIn(account, await auth.accounts.passwordVersion(account.id), { remember });
    }
    const next = {
        ...caller,
        identity: await identities.of(account),
        authenticatedAt: clock(),
    };
    visit.occupy(next);
    if (remember)
        await visit.remember(next);
    return next;
}
const fields = [
    ['password', 'Password', 'password'],
    ['new_password', 'New Password', 'password'],
    ['new_password_confirm', 'Retype Password', 'password'],
];
const page = (visit, form) => visit.page('Change Password', '/change', fields, form);
