import { concatBytes, decodeUtf8 } from '../bytes.js';
import { maxBodyBytes } from '../defaults.js';
import { AuthError } from '../errors.js';
import { parseJson } from '../jwt/index.js';
import { InvalidRequest } from './invalid-request.js';
// A form or text/plain needs no preflight, so another site's page could send it (B05).
const json = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i;
/**
 * The body of a request as its schema describes it; no body is the empty object.
 *
 * @throws {AuthError} `unsupported_media_type`, `payload_too_large`, `invalid_request`.
 */
export async function readBody(request, schema) {
    const type = request.headers.get('content-type');
    const encoding = request.headers.get('content-encoding');
    if ((type !== null && !json.test(type)) || (encoding ?? 'identity') !== 'identity') {
        throw new AuthError('unsupported_media_type', 'the body is not plain application/json');
    }
    const bytes = await readBytes(request);
    if (bytes.byteLength === 0)
        return check({}, schema);
    if (type === null) {
        throw new AuthError('unsupported_media_type', 'the body has no content type');
    }
    const text = decodeUtf8(bytes);
    if (text === undefined)
        throw new InvalidRequest('the body is not UTF-8');
    return check(parseJson(text), schema);
}
/** The whole body, 65,536 bytes at most. @throws {AuthError} `payload_too_large`; `invalid_request` where it broke off. */
export async function readBytes(request) {
    if (request.bodyUsed)
        throw new TypeError('the body was read before it came here');
    if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes)
        throw tooLarge();
    const chunks = [];
    let length = 0;
    try {
        for await (const chunk of request.body ?? []) {
            length += chunk.byteLength;
            // Leaving the loop cancels the stream: what a client sends beyond the limit is never read.
            if (length > maxBodyBytes)
                break;
            chunks.push(chunk);
        }
    }
    catch (cause) {
        throw new AuthError('invalid_request', 'the body broke off', { cause });
    }
    if (length > maxBodyBytes)
        throw tooLarge();
    return concatBytes(...chunks);
}
const tooLarge = () => new AuthError('payload_too_large', `the body is larger than ${maxBodyBytes} bytes`);
const errorsShown = 8;
function check(value, schema) {
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    const errors = parsed.error.issues.flatMap(describe).slice(0, errorsShown);
    throw new InvalidRequest('the body does not fit its schema', errors);
}
function describe(issue) {
    if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => ({ pointer: pointerTo([key]), detail: 'unknown member' }));
    }
    return [{ pointer: pointerTo(issue.path), detail: issue.message }];
}
/** RFC 6901 §6. A name no member of ours could have is not repeated: it may be a misplaced secret. */
const pointerTo = (path) => ['#', ...path.map((key) => (/^\w{1,32}$/.test(String(key)) ? String(key) : '…'))].join('/');
