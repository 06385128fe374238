import { databaseSettings } from './command.js';
import { time, withAuth } from './database.js';
export const verifierList = {
    name: 'verifier list',
    summary: 'list the services that may listen to revocations',
    settings: databaseSettings,
    examples: ['verifier list'],
    run: ({ config, terminal }) => withAuth(config, async ({ verifiers }) => {
        const rows = (await verifiers.list()).map(({ id, name, createdAt }) => ({
            name,
            id,
            created: time(createdAt),
        }));
        terminal.table(rows, ['name', 'created']);
    }),
};
