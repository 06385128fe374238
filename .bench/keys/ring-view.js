import { openKeyRecord } from './ring-record.js';
/** @throws {Error} when the signing key, or a secret still needed to verify, cannot be opened. */
export function createView(records, signer, secret, previous) {
    const known = previous?.keys.get(signer.kid);
    const signing = known?.canSign ? known : openKeyRecord(signer, secret, true);
    const keys = new Map(records.map((record) => [
        record.kid,
        record === signer
            ? signing
            : (previous?.keys.get(record.kid) ?? openKeyRecord(record, secret, false)),
    ]));
    const publicKeys = records.map(({ publicKey }) => publicKey).filter((key) => key !== undefined);
    return {
        records,
        keys,
        signing,
        jwkSet: Object.freeze({ keys: Object.freeze(publicKeys.map(publicMembers)) }),
    };
}
// By name and not by leaving out: what a record may one day hold must not appear here (K13).
function publicMembers({ kty, kid, alg, use, crv, x, y, n, e }) {
    const members = Object.entries({ kty, kid, alg, use, crv, x, y, n, e });
    // `kty` is there: a key of the ring was imported before it was published.
    return Object.freeze(Object.fromEntries(members.filter(([, value]) => value !== undefined)));
}
