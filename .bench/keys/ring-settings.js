import { seconds, systemClock } from '../clock.js';
import { jwksMaxAge, keyPublishLead, keySigningLifetime, keysPerRing } from '../defaults.js';
import { AuthError } from '../errors.js';
import { checkAlgorithms } from './algorithms.js';
import { createKeyRecord } from './ring-record.js';
import { createView } from './ring-view.js';
/** @throws {RangeError} when a lifetime is out of range. */
export function checkSettings({ store, secret, algorithm = 'ES256', clock = systemClock, ...lifetimes }) {
    checkAlgorithms([algorithm]);
    const publishLead = seconds(lifetimes.publishLead ?? keyPublishLead, 'publishLead');
    const signingLifetime = seconds(lifetimes.signingLifetime ?? keySigningLifetime, 'signingLifetime');
    const verifyingLifetime = seconds(lifetimes.verifyingLifetime, 'verifyingLifetime');
    if (publishLead < jwksMaxAge) {
        throw new RangeError(`publishLead: expected at least the JWK Set's max-age, ${jwksMaxAge} s`);
    }
    if (signingLifetime <= publishLead) {
        throw new RangeError('signingLifetime: expected more than publishLead');
    }
    return { store, secret, algorithm, clock, publishLead, signingLifetime, verifyingLifetime };
}
export const isPublished = ({ state }) => state === 'published';
export const isSigning = ({ state }) => state === 'signing';
/** The view of a ring in which one key signs, made so if need be. */
export async function settle(settings, previous) {
    const { store, secret, clock } = settings;
    // Each round that finds no signing key lost a race to another node, or makes one.
    for (let round = 0; round < 5; round++) {
        const records = await store.listKeys();
        const signer = records.findLast(isSigning);
        if (signer)
            return createView(records, signer, secret, previous);
        const waiting = records.findLast(isPublished);
        if (waiting)
            await store.promoteKey(waiting.kid, clock());
        else
            await insertKey(settings, records, 'signing');
    }
    throw new Error('key ring: no signing key, because other nodes keep removing it');
}
/** Adds the next key, unless another node was faster: the sequence number is taken only once. */
export async function insertKey({ store, secret, algorithm, clock }, records, state) {
    if (records.length >= keysPerRing) {
        throw new AuthError('overloaded', 'the key ring is full of keys that still verify');
    }
    const sequence = Math.max(0, ...records.map((record) => record.sequence)) + 1;
    const createdAt = clock();
    await store.insertKey(await createKeyRecord({ algorithm, sequence, state, createdAt }, secret));
}
