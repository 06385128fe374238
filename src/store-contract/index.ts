import { describe } from 'node:test'
import { accountContract } from './accounts.ts'
import { budgetContract } from './budgets.ts'
import { clientContract } from './clients.ts'
import { flaskIdentityContract } from './flask-identities.ts'
import type { OpenStore } from './fixtures.ts'
import { keyContract } from './keys.ts'
import { passwordContract } from './passwords.ts'
import { raceContract } from './races.ts'
import { revocationContract } from './revocations.ts'
import { sessionContract } from './sessions.ts'
import { sessionEndContract } from './session-ends.ts'
import { statusIndexContract } from './status-indices.ts'
import { sweepContract } from './sweep.ts'
import { verifierContract } from './verifiers.ts'

export type { OpenStore } from './fixtures.ts'

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
export function storeContract(name: string, open: OpenStore): void {
  describe(`${name} store`, () => {
    describe('accounts', () => accountContract(open))
    describe('passwords and disabling', () => passwordContract(open))
    describe('identities of Flask-Security', () => flaskIdentityContract(open))
    describe('sessions', () => sessionContract(open))
    describe('the end of sessions', () => sessionEndContract(open))
    describe('places in the status list', () => statusIndexContract(open))
    describe('races', () => raceContract(open))
    describe('revocations', () => revocationContract(open))
    describe('signing keys', () => keyContract(open))
    describe('clients', () => clientContract(open))
    describe('verifiers', () => verifierContract(open))
    describe('budgets', () => budgetContract(open))
    describe('sweeping', () => sweepContract(open))
  })
}
