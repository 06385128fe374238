import { existsSync } from 'node:fs';
import { defaultPort } from '../defaults.js';
import { databaseFile, makeDataDirectory, openAuth } from '../server/index.js';
import { sqlite } from '../sqlite/index.js';
import { Refused } from './failures.js';
/**
 * Works on the database of a data directory, which a server may be using at the same time.
 *
 * @throws {Refused} when there is none: only `account add` and `import accounts` make one, or a mistyped directory would
 *   look like an empty one.
 */
export async function withAuth(config, work, { create = false } = {}) {
    await requireDatabase(config, { create });
    // Commands issue no tokens, so the issuer is of no consequence.
    const auth = await openAuth(config, { issuer: `http://127.0.0.1:${defaultPort}`, beside: true });
    try {
        return await work(auth);
    }
    finally {
        await auth.close();
    }
}
/** The same with the store alone, for whole tables of it. @throws {Refused} */
export async function withStore(config, work, { create = false } = {}) {
    await requireDatabase(config, { create });
    const durability = config.allowPowerLoss ? 'normal' : 'full';
    const store = sqlite(databaseFile(config.data), { durability });
    try {
        await store.migrate();
        return await work(store);
    }
    finally {
        await store.close();
    }
}
export const hasDatabase = ({ data }) => existsSync(databaseFile(data));
async function requireDatabase(config, { create }) {
    if (create)
        await makeDataDirectory(config.data);
    else if (!hasDatabase(config)) {
        throw new Refused('there is no database in the data directory; see --data');
    }
}
/** By id, name or e-mail address. @throws {Refused} when there is none. */
export async function findAccount({ accounts }, text) {
    const found = (/^acc_[\w-]{22}$/.test(text) ? await accounts.find(text) : undefined) ??
        (text.includes('@') ? await accounts.findByEmail(text) : undefined) ??
        (await accounts.findByUsername(text));
    if (!found)
        throw new Refused('there is no such account');
    return found;
}
/** Seconds since 1970 as people read them. */
export const time = (seconds) => seconds === undefined ? undefined : new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
