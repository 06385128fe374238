import { databaseSettings } from './command.js';
import { time, withAuth } from './database.js';
export const keyList = {
    name: 'key list',
    summary: 'list the signing keys, oldest first; never their private parts',
    settings: databaseSettings,
    examples: ['key list'],
    run: ({ config, terminal }) => withAuth(config, async ({ keys }) => {
        const rows = keys.list().map((key) => ({ ...key, since: time(key.stateSince) }));
        terminal.table(rows, ['kid', 'algorithm', 'state', 'since']);
    }),
};
