import { describe } from 'node:test';
import { accountContract } from './accounts.js';
import { budgetContract } from './budgets.js';
import { flaskIdentityContract } from './flask-identities.js';
import { keyContract } from './keys.js';
import { passwordContract } from './passwords.js';
import { raceContract } from './races.js';
import { revocationContract } from './revocations.js';
import { sessionContract } from './sessions.js';
import { sessionEndContract } from './session-ends.js';
import { sweepContract } from './sweep.js';
import { verifierContract } from './verifiers.js';
/**
 * The contract of a store as suites of `node:test`: what every method does, and what has to hold when
 * many of them run at once. Call it in a test file of your own store.
 *
 * `open` is called often; each time it returns an empty store that nothing else uses, on which the
 * suite calls `migrate()` and in the end `close()`.
 *
 * @example
 * import { storeContract } from 'latchkey/store-contract'
 * storeContract('memory', async () => memory())
 */
export function storeContract(name, open) {
    describe(`${name} store`, () => {
        describe('accounts', () => accountContract(open));
        describe('passwords and disabling', () => passwordContract(open));
        describe('identities of Flask-Security', () => flaskIdentityContract(open));
        describe('sessions', () => sessionContract(open));
        describe('the end of sessions', () => sessionEndContract(open));
        describe('races', () => raceContract(open));
        describe('revocations', () => revocationContract(open));
        describe('signing keys', () => keyContract(open));
        describe('verifiers', () => verifierContract(open));
        describe('budgets', () => budgetContract(open));
        describe('sweeping', () => sweepContract(open));
    });
}
