import { createHash } from 'node:crypto';
import { flaskSessionMaxAge } from '../defaults.js';
import { setCookie } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { FlaskValue, PythonFloat, readFlaskSession, writeFlaskSession } from '../signing/index.js';
const name = 'session';
/**
 * Flask's session: a signed cookie, under Flask's own names and `lk_sid`, the session of ours. What the
 * application itself keeps in it stays as it is.
 */
export class BrowserSession {
    #options;
    #cookie;
    #values;
    #changed = false;
    constructor(request, options) {
        this.#options = options;
        this.#cookie = request.cookies.get(name);
        // One that is not good is as good as none.
        this.#values = this.#read(flaskSessionMaxAge) ?? new Map();
    }
    text(key) {
        const value = this.#values.get(key);
        return typeof value === 'string' ? value : undefined;
    }
    number(key) {
        const value = this.#values.get(key);
        if (value instanceof PythonFloat)
            return value.value;
        return typeof value === 'number' ? value : undefined;
    }
    set(key, value) {
        this.#changed = true;
        this.#values.set(key, value);
    }
    delete(...keys) {
        for (const key of keys)
            this.#changed = this.#values.delete(key) || this.#changed;
    }
    /** As Flask-Login's basic protection: in another browser, or at another address, nobody has just signed in. */
    protect(identifier) {
        if (this.#values.size === 0 || this.#values.get('_id') === identifier)
            return;
        if (this.#values.get('_fresh') !== false)
            this.set('_fresh', false);
    }
    /** A message that the next page of the application shows, as `flash`. */
    flash(category, message) {
        const before = this.#values.get('_flashes');
        const flashes = Array.isArray(before) ? before : [];
        this.set('_flashes', [...flashes, new FlaskValue('tuple', [category, message])]);
    }
    /** Whether it was signed no longer than so many seconds ago. */
    isYoungerThan(seconds) {
        return this.#read(Math.min(seconds, flaskSessionMaxAge)) !== undefined;
    }
    /** The `Set-Cookie` that it takes when it changed. */
    get setCookie() {
        if (!this.#changed)
            return undefined;
        const { secretKey, signing, insecureCookies } = this.#options;
        const safe = insecureCookies ? {} : { secure: true, sameSite: 'Lax' };
        if (this.#values.size === 0) {
            return setCookie(name, '', { expires: new Date(0), maxAge: 0, ...safe });
        }
        return setCookie(name, writeFlaskSession(this.#values, { ...signing, secretKey }), safe);
    }
    #read(maxAge) {
        if (this.#cookie === undefined)
            return undefined;
        const { secretKey, signing } = this.#options;
        try {
            return readFlaskSession(this.#cookie, { ...signing, secretKey, maxAge, lossless: true });
        }
        catch (error) {
            if (error instanceof AuthError)
                return undefined;
            throw error;
        }
    }
}
/** What Flask-Login calls the identifier of a session. */
export function identifierOf(request) {
    const agent = request.headers.get('user-agent');
    const shown = agent === null ? 'None' : `b'${agent.replaceAll(/[\\']/g, '\\$&')}'`;
    return createHash('sha512')
        .update(`${request.address ?? 'None'}|${shown}`)
        .digest('hex');
}
