import { createHmac } from 'node:crypto';
import { maxRetryAfter, signInAllowances } from '../defaults.js';
import { AuthError } from '../errors.js';
export function createLimiter({ store, clock, limits, secret }) {
    const allowances = { ...signInAllowances, ...limits };
    for (const [name, { burst, interval }] of Object.entries(allowances)) {
        if (!Number.isSafeInteger(burst) || burst < 1 || !(interval > 0) || interval === Infinity) {
            throw new RangeError(`${name}: expected a burst of 1 or more and an interval of more than 0`);
        }
    }
    const budget = (name, ...parts) => ({
        key: createHmac('sha256', secret)
            .update([name, ...parts].join('\0'))
            .digest('base64url'),
        ...allowances[name],
    });
    return {
        async spend({ key = '', kind, network, known }) {
            const pair = budget('perNameAndNetwork', kind, key, network);
            const shared = [budget('perNetwork', network)];
            // Whoever guesses from elsewhere must not be able to lock the owner out of a device that is signed in (L20).
            if (!known)
                shared.push(budget('perName', kind, key), budget('overall'));
            const budgets = [pair, ...shared];
            const wait = await store.spendBudgets(budgets, clock());
            if (wait > 0) {
                const retryAfter = Math.min(maxRetryAfter, Math.ceil(wait));
                throw new AuthError('rate_limited', 'too many wrong passwords', { retryAfter });
            }
            return {
                async forgive() {
                    await Promise.all([store.resetBudgets([pair.key]), store.refundBudgets(shared)]);
                },
                undo: () => store.refundBudgets(budgets),
            };
        },
    };
}
/** Counts nothing. */
export const unlimited = {
    spend: async () => ({ forgive: async () => { }, undo: async () => { } }),
};
