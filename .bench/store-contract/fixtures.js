import { after, before } from 'node:test';
import { randomId } from '../random.js';
/** When every story begins; a store takes its time from its arguments. */
export const start = 1_800_000_000;
/** When the revocations of a story may be forgotten. */
export const revokeUntil = start + 86_400;
/** A store that the tests of one suite share; each uses accounts of its own. */
export function sharedStore(open) {
    let store;
    before(async () => {
        store = await open();
        await store.migrate();
    });
    after(() => store?.close());
    return () => {
        if (!store)
            throw new Error('no store was opened');
        return store;
    };
}
/** Runs one test on a store of its own. */
export const withOwnStore = (open, test) => async () => {
    const store = await open();
    try {
        await store.migrate();
        await test(store);
    }
    finally {
        await store.close();
    }
};
export function accountRecord(changes = {}) {
    const name = randomId();
    return {
        id: `acc_${randomId()}`,
        username: `Ada ${name}`,
        usernameKey: `ada ${name}`,
        email: `Ada@${name}.example`,
        emailKey: `ada@${name}.example`,
        roles: ['admin', 'a "quoted" role'],
        scopes: ['orders:read'],
        createdAt: start + 0.123_456,
        disabledAt: undefined,
        passwordHash: '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA',
        passwordVersion: 1,
        ...changes,
    };
}
export const sessionOf = (accountId, changes = {}) => ({
    id: randomId(),
    accountId,
    clientId: 'web',
    generation: 1,
    renewalIds: '',
    authenticatedAt: start,
    rotatedAt: start,
    lastUsedAt: start,
    idleLifetime: 3_600,
    idleExpiresAt: start + 3_600,
    expiresAt: start + 86_400,
    endedAt: undefined,
    endReason: undefined,
    device: 'Mozilla/5.0 (ünïcödé 🦀)',
    network: '203.0.113.0/24',
    ...changes,
});
export const sessionStart = (changes = {}) => ({
    passwordVersion: 1,
    maxSessions: 1_000,
    revokeUntil,
    ...changes,
});
export const sessionEnd = (changes = {}) => ({
    reason: 'signed_out',
    now: start + 60,
    revokeUntil,
    ...changes,
});
export const keyRecord = (sequence, changes = {}) => ({
    kid: randomId(),
    sequence,
    algorithm: 'ES256',
    state: 'published',
    publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
    sealedPrivateKey: `sealed ${sequence}`,
    createdAt: start,
    stateSince: start,
    ...changes,
});
/** An account with one live session, both stored. */
export async function signedIn(store, changes = {}) {
    const account = accountRecord();
    const session = sessionOf(account.id, changes);
    await store.insertAccount(account);
    await store.insertSession(session, sessionStart());
    return { account, session };
}
/** `count` things at once. */
export const atOnce = (count, act) => Promise.all(Array.from({ length: count }, (_, index) => act(index)));
/** What a deep comparison of `Account` expects of an account as it is stored. */
export const withoutPassword = ({ usernameKey: _usernameKey, emailKey: _emailKey, passwordHash: _passwordHash, passwordVersion: _passwordVersion, ...account }) => account;
