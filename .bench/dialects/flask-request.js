import { decodeUtf8 } from '../bytes.js';
import { AuthError } from '../errors.js';
import { readBytes } from '../http/index.js';
import { json } from '../signing/index.js';
import { readCookies } from './set-cookie.js';
/** Reads the whole request. @throws {AuthError} `payload_too_large`, `invalid_request` when it broke off. */
export async function readFlaskRequest(request, { address, segment = '', } = {}) {
    const url = new URL(request.url);
    const type = request.headers.get('content-type') ?? '';
    const [mimetype = ''] = type
        .toLowerCase()
        .split(';', 1)
        .map((part) => part.trim());
    const isJson = /^application\/(json|.*\+json)$/.test(mimetype);
    const bytes = await readBytes(request);
    return {
        method: request.method,
        url,
        headers: request.headers,
        cookies: readCookies(request.headers.get('cookie')),
        address,
        segment,
        args: url.searchParams,
        form: await readForm(bytes, type, mimetype),
        isJson,
        json: () => (isJson && bytes.byteLength > 0 ? parse(bytes) : undefined),
    };
}
async function readForm(bytes, type, mimetype) {
    if (mimetype === 'application/x-www-form-urlencoded') {
        // The parser takes a leading ? for the mark of a query; the empty pair before it is nothing.
        return new URLSearchParams(`&${Buffer.from(bytes).toString('utf8')}`);
    }
    const fields = new URLSearchParams();
    if (mimetype !== 'multipart/form-data')
        return fields;
    try {
        const headers = { 'content-type': type };
        const form = await new Response(Buffer.from(bytes), { headers }).formData();
        for (const [name, value] of form)
            if (typeof value === 'string')
                fields.append(name, value);
    }
    catch {
        // Werkzeug reads what it can and says nothing about the rest.
    }
    return fields;
}
function parse(bytes) {
    const text = decodeUtf8(bytes);
    try {
        if (text !== undefined)
            return json.loads(text.replace(/^\uFEFF/, ''), { compat: true });
    }
    catch (cause) {
        throw new AuthError('invalid_request', 'the body is not JSON', { cause });
    }
    throw new AuthError('invalid_request', 'the body is not UTF-8');
}
