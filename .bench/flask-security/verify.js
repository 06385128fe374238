import { networkOf } from '../accounts/index.js';
import { redirectPage } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { admit } from './access.js';
import { Form } from './form.js';
import { messages } from './messages.js';
import { nextPage } from './next.js';
/** `/verify`: the password again makes a session fresh. */
export async function verify(visit) {
    const { answers, clock, options } = visit.workshop;
    const admitted = await admit(visit, {});
    if ('refusal' in admitted)
        return admitted.refusal;
    const { caller } = admitted;
    if (visit.request.method !== 'POST') {
        const more = { has_webauthn_verify_credential: false };
        return visit.wantsJson ? visit.accepted(caller, { more }) : page(visit);
    }
    const form = new Form(visit.request);
    const password = form.required('password');
    if (form.isGood && !(await isPasswordOf(visit, caller.account, password))) {
        form.fail('password', messages.invalidPassword);
    }
    if (!form.isGood)
        return visit.wantsJson ? answers.badForm(form.errors) : page(visit, form);
    visit.session.set('fs_paa', clock());
    const next = { ...caller, authenticatedAt: clock() };
    if (visit.wantsJson)
        return visit.accepted(next, { token: true });
    return redirectPage(nextPage(visit.request, options.postLoginView));
}
/** Whether it is, under the limits of signing in. */
export async function isPasswordOf({ request, workshop }, { username }, password) {
    try {
        const from = { network: networkOf(request.address) };
        await workshop.auth.accounts.authenticate({ username, password }, from);
        return true;
    }
    catch (error) {
        const isWrong = error instanceof AuthError && error.code.startsWith('password_');
        if (isWrong)
            return false;
        throw error;
    }
}
const fields = [['password', 'Password', 'password']];
const page = (visit, form) => visit.page('Verify', '/verify', fields, form);
