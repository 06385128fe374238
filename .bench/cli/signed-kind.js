import { decodeUtf8 } from '../bytes.js';
import { BadSignature, json, } from '../signing/index.js';
const ofSigners = ['salt', 'era', 'keyDerivation', 'digestMethod'];
const nobody = { key: 'nobody' };
function signerOptionsOf(by, standard) {
    const { salt = standard.salt, keyDerivation = standard.keyDerivation, era, digestMethod } = by;
    return {
        ...(salt !== undefined && { salt }),
        ...(era && { era }),
        ...(keyDerivation && { keyDerivation }),
        ...(digestMethod && { digestMethod }),
    };
}
/** What a serializer is made with. */
export function optionsOf(by, standard = {}) {
    const { format: serializerOptions = {} } = standard;
    const { salt, era, ...signerOptions } = signerOptionsOf(by, standard);
    const named = { ...(salt !== undefined && { salt }), ...(era && { era }) };
    return { lossless: true, serializerOptions, signerOptions, ...named };
}
/** What a signature that is not good was for. */
function payloadOf(open) {
    try {
        open();
    }
    catch (error) {
        if (error instanceof BadSignature && error.payload instanceof Uint8Array)
            return error.payload;
    }
    return undefined;
}
/** JSON of which nothing is lost on the way. */
export const serialized = (takes, make) => ({
    takes,
    sign: (payload, by) => make(by).dumps(json.loads(payload, { lossless: true })),
    verify: (token, by) => make(by).loads(token),
    peek(token) {
        const serializer = make(nobody);
        const payload = payloadOf(() => serializer.loads(token));
        try {
            return payload && serializer.loadPayload(payload);
        }
        catch {
            return undefined;
        }
    },
});
export const untimed = (type) => serialized(ofSigners, (by) => new type(by.key, optionsOf(by)));
export function timed(type, standard = {}) {
    const make = (by) => new type(by.key, optionsOf(by, standard));
    return {
        ...serialized([...ofSigners, 'maxAge'], make),
        verify: (token, by) => make(by).loads(token, ageOf(by.maxAge ?? standard.maxAge)),
    };
}
/** Text. */
export function signed(type, unsign) {
    const make = (by) => new type(by.key, signerOptionsOf(by, {}));
    return {
        takes: ofSigners,
        sign: (payload, by) => make(by).sign(payload),
        verify: (token, by) => unsign(make(by), token, by),
        peek(token) {
            const payload = payloadOf(() => make(nobody).unsign(token));
            return payload && decodeUtf8(payload);
        },
    };
}
export const ageOf = (maxAge) => maxAge === undefined ? {} : { maxAge };
