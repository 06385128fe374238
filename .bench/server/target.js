import { maxBodyBytes, maxHeaderCount } from '../defaults.js';
/** A request that is refused before anybody looks at what it asks for. */
export class ProtocolError extends Error {
    status;
    constructor(status, detail) {
        super(detail);
        this.status = status;
    }
}
/** Methods that an endpoint may have; there is none with any other. */
export const methods = new Set('GET HEAD POST PUT PATCH DELETE OPTIONS'.split(' '));
/** What a 405 of ours says is allowed, RFC 9110 §15.5.6. */
export const allowedMethods = [...methods].join(', ');
// Two of these are two requests in one, and a proxy may believe the other one. Node silently takes the first.
const singletons = ['authorization', 'content-length', 'content-type', 'host'];
const validHost = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;
// Printable ASCII without a fragment or a backslash, which URL parsers read in more than one way.
const validTarget = /^\/[!"$-[\]-~]*$/;
/**
 * The path and query that a request asks for.
 *
 * @throws {ProtocolError} for whatever two parsers on the way could read differently.
 */
export function readTarget({ method = '', url = '', rawHeaders }) {
    if (method === 'TRACE')
        throw new ProtocolError(405, 'TRACE is not answered');
    if (!methods.has(method))
        throw new ProtocolError(501, 'the method is not implemented');
    if (rawHeaders.length > 2 * maxHeaderCount) {
        throw new ProtocolError(431, `more than ${maxHeaderCount} headers`);
    }
    for (const name of singletons) {
        if (valuesOf(rawHeaders, name).length > 1) {
            throw new ProtocolError(400, `more than one ${name} header`);
        }
    }
    const [host] = valuesOf(rawHeaders, 'host');
    if (host === undefined || !validHost.test(host)) {
        throw new ProtocolError(400, 'the host header is missing or malformed');
    }
    if (Number(valuesOf(rawHeaders, 'content-length')[0] ?? 0) > maxBodyBytes) {
        throw new ProtocolError(413, `the body is larger than ${maxBodyBytes} bytes`);
    }
    const [expectation = '100-continue'] = valuesOf(rawHeaders, 'expect');
    if (expectation.toLowerCase() !== '100-continue') {
        throw new ProtocolError(417, 'nothing but 100-continue can be expected');
    }
    const target = originForm(method, url);
    if (target === undefined || !validTarget.test(target)) {
        throw new ProtocolError(400, 'the request target is malformed');
    }
    return target;
}
function valuesOf(rawHeaders, name) {
    return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);
}
/** RFC 9112 §3.2: absolute-form must be understood, but it never says who we are. */
function originForm(method, url) {
    if (url === '*' && method === 'OPTIONS')
        return '/';
    if (!/^https?:\/\//i.test(url))
        return url;
    if (!URL.canParse(url))
        return undefined;
    const { pathname, search } = new URL(url);
    return pathname + search;
}
