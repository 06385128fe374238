import { parseEmail } from '../accounts/index.js';
import { redirectPage } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { randomId } from '../random.js';
import { formCsrfFlaw, refuseSignedIn } from './access.js';
import { Form } from './form.js';
import { isEmail } from './login.js';
import { messages, taken } from './messages.js';
import { nextPage } from './next.js';
import { flawOfPassword, isShort } from './password-flaws.js';
/** `/register`. */
export async function register(visit) {
    const { generation, options } = visit.workshop;
    const refusal = await refuseSignedIn(visit);
    if (refusal)
        return refusal;
    if (visit.request.method !== 'POST') {
        return visit.wantsJson ? visit.accepted(undefined) : page(visit);
    }
    const form = new Form(visit.request);
    const { account, isTaken } = await open(visit, form);
    if (!account)
        return refuse(visit, form, isTaken);
    const caller = await visit.signIn(account, 1);
    if (visit.wantsJson)
        return visit.accepted(caller, { token: true, more: generation.signedIn });
    return redirectPage(nextPage(visit.request, options.postLoginView));
}
async function open(visit, form) {
    const { auth } = visit.workshop;
    const email = form.required('email', messages.noEmail);
    if (!form.errors.has('email') && !isEmail(email))
        form.fail('email', messages.invalidEmail);
    const isTaken = !form.errors.has('email') && (await auth.accounts.findByEmail(email)) !== undefined;
    if (isTaken)
        form.fail('email', taken(asStored(email)));
    const password = form.required('password');
    if (password !== '' && isShort(visit, password)) {
        form.fail('password', flawOfPassword(visit, 'password_too_short'));
    }
    if (form.isGood)
        requireRepetition(visit, form, password);
    const flaw = formCsrfFlaw(visit, form.text('csrf_token'));
    if (flaw !== undefined)
        form.fail('csrf_token', flaw);
    if (!form.isGood)
        return { isTaken };
    try {
        const username = `user_${randomId()}`;
        return { account: await auth.accounts.register({ username, email, password }), isTaken };
    }
    catch (error) {
        if (!(error instanceof AuthError))
            throw error;
        if (error.code === 'account_exists') {
            form.fail('email', taken(asStored(email)));
            return { isTaken: true };
        }
        if (!error.code.startsWith('password_'))
            throw error;
        form.fail('password', flawOfPassword(visit, error.code));
        return { isTaken };
    }
}
/** Who types into a page types twice; 5.1 spares programs that, later ones do not. */
function requireRepetition(visit, form, password) {
    const { generation } = visit.workshop;
    if (visit.request.isJson && generation.name !== 'newest')
        return;
    const again = form.required('password_confirm');
    if (again.trim() !== '' && again !== password) {
        form.fail('password_confirm', messages.unequalPasswords);
    }
}
/** As the original repeats it: the domain in small letters. */
const asStored = (email) => {
    const { text, key } = parseEmail(email);
    return text.slice(0, text.indexOf('@')) + key.slice(key.indexOf('@'));
};
async function refuse(visit, form, isTaken) {
    const { answers, options } = visit.workshop;
    if (isTaken && !options.insecureDetailedErrors) {
        form.forgive('email');
        // As if it had gone well, as far as that can be: the owner of the address is not betrayed.
        if (form.isGood)
            return visit.wantsJson ? visit.accepted(undefined) : redirectPage('/');
    }
    return visit.wantsJson ? answers.badForm(form.errors) : page(visit, form);
}
const fields = [
    ['email', 'Email Address', 'email'],
    ['password', 'Password', 'password'],
    ['password_confirm', 'Retype Password', 'password'],
];
const page = (visit, form) => visit.page('Register', '/register', fields, form);
