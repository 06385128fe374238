import { resolve } from 'node:path';
import { createSqlStore, migrate } from '../storage/sql-store.js';
import { SqliteDriver } from './driver.js';
import { localSecret } from './local-secret.js';
/**
 * A store in one SQLite file, which `migrate()` creates (mode 0600) where there is none. The master
 * secret lies beside it, in `<file>.secret`.
 *
 * `migrate()` rejects with an error that says what is wrong when the directory is missing, the file
 * is damaged, another program's, not writable, or of a release too new for this one.
 *
 * @throws {TypeError} when `file` names no file, as `':memory:'`: use `memory()` for that.
 * @example
 * const auth = await createAuth({ issuer, audience, store: sqlite('auth.db') })
 */
export function sqlite(file, options = {}) {
    if (file === '' || file === ':memory:' || file.startsWith('file:')) {
        throw new TypeError("sqlite: expected the path of a file; in memory, use memory() of 'latchkey'");
    }
    const { durability = 'full', onFatal = endProcess } = options;
    if (durability !== 'full' && durability !== 'normal') {
        throw new TypeError(`sqlite: durability: expected 'full' or 'normal'`);
    }
    const path = resolve(file);
    const driver = new SqliteDriver({ file: path, durability }, onFatal);
    return {
        ...createSqlStore(driver),
        async migrate() {
            await driver.open();
            await migrate(driver, 'sqlite');
        },
        async ping() {
            await driver.write([]);
        },
        localSecret: async () => localSecret(`${path}.secret`),
        close: () => driver.close(),
    };
}
function endProcess(error) {
    setImmediate(() => {
        throw error;
    });
}
