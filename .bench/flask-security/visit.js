import { networkOf } from '../accounts/index.js';
import { flaskRememberMaxAge } from '../defaults.js';
import { setCookie, wantsJson } from '../dialects/index.js';
import { writeRememberCookie } from '../signing/index.js';
import { BrowserSession, identifierOf } from './browser-session.js';
import { rememberCookieName } from './callers.js';
import { nextPage } from './next.js';
import { formPage } from './pages.js';
/** One request on its way through a view. */
export class Visit {
    request;
    session;
    workshop;
    wantsJson;
    #cookies = [];
    #caller;
    constructor(request, workshop) {
        this.request = request;
        this.workshop = workshop;
        this.session = new BrowserSession(request, workshop.cookies);
        this.wantsJson = workshop.generation.isFirst ? hasJson(request) : wantsJson(request);
    }
    /** Who asks, as Flask-Login finds it out: by session, else by remember cookie, else by token. */
    caller() {
        this.#caller ??= this.#find();
        return this.#caller;
    }
    async #find() {
        const { callers } = this.workshop;
        this.session.protect(identifierOf(this.request));
        const found = await callers.bySession(this.session);
        if (found)
            return found;
        if (!this.request.cookies.has(rememberCookieName))
            return callers.byToken(this.request);
        const remembered = await callers.byRememberCookie(this.request);
        if (remembered) {
            this.session.set('_user_id', remembered.identity.uniquifier);
            this.session.set('_fresh', false);
        }
        return remembered;
    }
    /** Gives the script of a page its token, and takes it away, as `fs_cc` says. */
    #handCsrfCookie() {
        const { cookies, csrf, options } = this.workshop;
        const { csrfCookie: name } = options;
        const state = this.session.text('fs_cc');
        if (name === undefined || state === undefined)
            return;
        const common = cookies.insecureCookies ? {} : { secure: true };
        const attributes = { ...common, httpOnly: false, sameSite: 'Strict' };
        if (state === 'clear') {
            this.session.delete('fs_cc');
            const gone = { ...attributes, expires: new Date(0), maxAge: 0 };
            this.#cookies.push(setCookie(name, '', gone));
        }
        else if (state === 'set' || csrf.flawOf(this.request.cookies.get(name), this.session)) {
            this.session.set('fs_cc', 'sent');
            this.#cookies.push(setCookie(name, csrf.issue(this.session), attributes));
        }
    }
    /** Starts a session of ours and puts it into the browser's. */
    async signIn(account, passwordVersion, { remember = false } = {}) {
        const { identities, clock } = this.workshop;
        const sessionId = await this.#start(account, passwordVersion);
        const identity = await identities.of(account);
        const caller = {
            account,
            identity,
            via: 'session',
            sessionId,
            authenticatedAt: clock(),
        };
        this.occupy(caller);
        if (remember)
            await this.remember(caller);
        return caller;
    }
    /** A cookie that brings the caller back when the browser's session is gone, where those are wanted. */
    async remember(caller) {
        const { generation, options, clock, cookies, newestKey } = this.workshop;
        if (!options.insecureRememberCookie)
            return;
        const value = generation.isFirst
            ? await this.#tokenOf(caller)
            : writeRememberCookie(caller.identity.uniquifier, { secretKey: newestKey });
        const expires = new Date((clock() + flaskRememberMaxAge) * 1_000);
        this.#cookies.push(setCookie(rememberCookieName, value, { expires, ...safe(cookies) }));
    }
    async #start(account, passwordVersion) {
        const { session } = await this.workshop.auth.sessions.start({
            account,
            passwordVersion,
            clientId: 'flask-security',
            device: this.request.headers.get('user-agent') ?? undefined,
            network: networkOf(this.request.address),
        });
        return session.id;
    }
    /** Writes into the browser's session whose it is. */
    occupy({ identity, sessionId }) {
        this.session.set('_user_id', identity.uniquifier);
        this.session.set('_fresh', true);
        this.session.set('_id', identifierOf(this.request));
        this.session.set('fs_cc', 'set');
        this.session.set('fs_paa', this.workshop.clock());
        if (sessionId !== undefined)
            this.session.set('lk_sid', sessionId);
    }
    /** Empties the browser's session of whoever it was. */
    leave() {
        const { generation, cookies } = this.workshop;
        const keys = ['_user_id', '_fresh', '_id', 'lk_sid', 'fs_paa', 'fs_gexp', 'csrf_token'];
        this.session.delete(...keys);
        if (!generation.isFirst)
            this.session.set('fs_cc', 'clear');
        if (!this.request.cookies.has(rememberCookieName))
            return;
        const gone = { expires: new Date(0), maxAge: 0, httpOnly: false, ...safe(cookies) };
        this.#cookies.push(setCookie(rememberCookieName, '', gone));
    }
    /** What a form that went well answers, with a token where one is asked for. */
    async accepted(caller, { token = false, more = {} } = {}) {
        const { answers, csrf, generation } = this.workshop;
        const user = {};
        if (caller && token && (generation.isFirst || this.request.args.has('include_auth_token'))) {
            user['authentication_token'] = await this.#tokenOf(caller);
        }
        if (generation.isFirst && caller)
            user['id'] = caller.identity.uniquifier.split('.')[0];
        const csrfToken = generation.isFirst ? {} : { csrf_token: csrf.issue(this.session) };
        return answers.ok({ ...csrfToken, ...(caller && { user }), ...more });
    }
    /** A token of the caller's session; whoever came with what Flask-Security itself signed gets one first. */
    async #tokenOf({ account, identity, sessionId, authenticatedAt }) {
        const { auth, options, tokens } = this.workshop;
        const { uniquifier } = identity;
        if (options.insecureTokensOutliveSignOut) {
            return tokens.issue({ uniquifier, sessionId: undefined, authenticatedAt });
        }
        const version = await auth.accounts.passwordVersion(account.id);
        const bound = sessionId ?? (await this.#start(account, version));
        return tokens.issue({ uniquifier, sessionId: bound, authenticatedAt });
    }
    /** A page with a form, for browsers; `path` is that of the endpoint. */
    page(title, path, fields, { errors = new Map() } = {}) {
        const { csrf, options } = this.workshop;
        const { csrf: mode, urlPrefix = '' } = options;
        // They are on this page, or would be: an application with pages of its own shows them.
        this.session.delete('_flashes');
        const token = mode === 'insecure-off' ? {} : { csrf_token: csrf.issue(this.session) };
        const hidden = { ...token, next: nextPage(this.request, '') };
        return formPage(title, urlPrefix + path, fields, hidden, errors);
    }
    /** The answer with the cookies that this visit changed. */
    finish(response) {
        response.headers.append('vary', 'Cookie');
        this.#handCsrfCookie();
        const { setCookie: session } = this.session;
        for (const cookie of this.#cookies)
            response.headers.append('set-cookie', cookie);
        if (session !== undefined)
            response.headers.append('set-cookie', session);
        return response;
    }
}
const safe = ({ insecureCookies }) => insecureCookies ? {} : { secure: true, sameSite: 'Lax' };
/** 1.7 asks for nothing but a body that is something. */
function hasJson(request) {
    try {
        const body = request.json();
        return typeof body === 'object' && body !== null ? Object.keys(body).length > 0 : Boolean(body);
    }
    catch {
        // That it cannot be read is said where it is needed.
        return true;
    }
}
