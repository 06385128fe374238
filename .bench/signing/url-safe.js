import { inflateSync } from 'node:zlib';
import { deflate } from 'pako';
import { encodeBase64url } from '../bytes.js';
import { toByteString } from './byte-string.js';
import { deflatedSize } from './deflated-size.js';
import { decodeBase64 } from './encoding.js';
import { BadData, BadPayload } from './errors.js';
import { compactJson } from './json.js';
import { Serializer } from './serializer.js';
import { TimedSerializer } from './timed-serializer.js';
/**
 * A {@link Serializer} whose tokens consist of `A–Z a–z 0–9 - _ .`, as `itsdangerous.URLSafeSerializer`:
 * compact JSON, compressed where that is shorter, in base64url.
 *
 * @example
 * const serializer = new URLSafeSerializer(secretKey, { salt: 'invitation' })
 * const link = `https://example.com/join/${serializer.dumps({ id: 5 })}`
 */
export class URLSafeSerializer extends Serializer {
    constructor(secretKey, options = {}) {
        super(secretKey, { serializer: compactJson, ...options });
    }
    dumpPayload(value) {
        return pack(super.dumpPayload(value));
    }
    loadPayload(payload) {
        return super.loadPayload(unpack(payload, this.signing));
    }
}
/**
 * A {@link URLSafeSerializer} that writes down when it signed, as `itsdangerous.URLSafeTimedSerializer`.
 * Nothing expires unless `maxAge` is given.
 *
 * @example
 * const serializer = new URLSafeTimedSerializer(secretKey, { salt: 'reset-password' })
 * const accountId = serializer.loads(serializer.dumps('42'), { maxAge: 3600 })
 */
export class URLSafeTimedSerializer extends TimedSerializer {
    constructor(secretKey, options = {}) {
        super(secretKey, { serializer: compactJson, ...options });
    }
    dumpPayload(value) {
        return pack(super.dumpPayload(value));
    }
    loadPayload(payload) {
        return super.loadPayload(unpack(payload, this.signing));
    }
}
/** Nothing shorter gets shorter: header and checksum are 6 bytes, the shortest block takes 4, the dot 1. */
const shortestCompressible = 12;
function pack(text) {
    const bytes = Buffer.from(text);
    const most = bytes.byteLength - 2;
    // Compressing takes ten times as long as everything else, so it is not tried in vain.
    if (bytes.byteLength < shortestCompressible || (deflatedSize(bytes) ?? 0) > most) {
        return encodeBase64url(bytes);
    }
    const compressed = deflate(bytes);
    return compressed.byteLength <= most ? `.${encodeBase64url(compressed)}` : encodeBase64url(bytes);
}
function unpack(payload, rules) {
    const text = toByteString(payload);
    const isCompressed = text?.startsWith('.') ?? false;
    const bytes = text === undefined ? text : decodeBase64(text.slice(Number(isCompressed)), rules);
    if (bytes === undefined) {
        const cause = new BadData('Invalid base64-encoded data');
        throw new BadPayload('Could not base64 decode the payload because of an exception', { cause });
    }
    return isCompressed ? inflate(bytes, rules) : bytes;
}
/** Never writes more than `maxBytes`, whatever the size of what it is given says. */
function inflate(bytes, { compat, maxBytes }) {
    try {
        const options = { maxOutputLength: maxBytes, info: true };
        // With `info`, which the types do not know, there is the engine too (Node's documentation of zlib).
        const { buffer, engine } = inflateSync(bytes, options);
        // What follows the end of the stream is not looked at: another spelling.
        if (compat || engine.bytesWritten === bytes.byteLength)
            return buffer;
    }
    catch (cause) {
        const isTooLarge = cause instanceof RangeError;
        throw new BadPayload('Could not zlib decompress the payload before decoding the payload', {
            cause,
            ...(isTooLarge && { code: 'token_too_large' }),
        });
    }
    throw new BadPayload('Could not zlib decompress the payload before decoding the payload');
}
