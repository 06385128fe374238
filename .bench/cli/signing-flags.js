import { seconds } from '../clock.js';
import { jwsAlgorithms } from '../keys/index.js';
import { typed, UsageError } from './failures.js';
const eras = ['0.24', '1.x', '2.x'];
const derivations = ['concat', 'django-concat', 'hmac', 'none'];
const digests = [
    ...['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s'],
    ...['sha3_224', 'sha3_256', 'sha3_384', 'sha3_512'],
];
/** In the words of itsdangerous. */
export const signingOptions = [
    { flag: '--salt <text>', help: 'what the signature is for (default: that of the kind)' },
    { flag: '--era <era>', help: `of itsdangerous: ${eras.join(', ')}` },
    { flag: '--key-derivation <name>', help: derivations.join(', ') },
    { flag: '--digest <name>', help: 'by its name in hashlib, such as sha1 or sha512' },
    { flag: '--algorithm <name>', help: 'of a JWS or a JWT, such as HS256' },
];
export const maxAgeOption = {
    flag: '--max-age <time>',
    help: 'how old a token with a time in it may be: seconds, or a number with s, m, h or d',
};
export const expiresInOption = {
    flag: '--expires-in <time>',
    help: 'for timed-jws and jwt: seconds, or a number with s, m, h or d',
};
/** @throws {UsageError} for a value that is none. */
export function readSigningFlags({ text }) {
    const oneOf = (name, values) => {
        const given = text(name);
        const value = values.find((known) => known === given);
        if (given === undefined || value !== undefined)
            return value;
        throw new UsageError(`--${name}: expected one of ${values.join(', ')}`);
    };
    const time = (name) => {
        const given = text(name);
        if (given === undefined)
            return undefined;
        const duration = /^\d+$/.test(given) ? Number(given) : given;
        return typed(() => seconds(duration, `--${name}`)); // which throws for what is none
    };
    return {
        salt: text('salt'),
        era: oneOf('era', eras),
        keyDerivation: oneOf('key-derivation', derivations),
        digestMethod: oneOf('digest', digests),
        algorithm: oneOf('algorithm', jwsAlgorithms),
        maxAge: time('max-age'),
        expiresIn: time('expires-in'),
    };
}
const flagNames = {
    salt: '--salt',
    era: '--era',
    keyDerivation: '--key-derivation',
    digestMethod: '--digest',
    algorithm: '--algorithm',
    maxAge: '--max-age',
    expiresIn: '--expires-in',
};
/** A flag that is given where only `taken` mean anything: passed over, it would seem to have been obeyed. */
export function strangeFlag(flags, taken) {
    const names = Object.keys(flagNames); // the type of the table has no others
    const strange = names.find((name) => flags[name] !== undefined && !taken.includes(name));
    return strange && flagNames[strange];
}
