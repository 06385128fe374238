import { databaseSettings } from './command.js';
import { time, withAuth } from './database.js';
export const accountList = {
    name: 'account list',
    summary: 'list all accounts',
    settings: databaseSettings,
    examples: ['account list', 'account list --json | grep disabledAt'],
    run: ({ config, terminal }) => withAuth(config, async ({ accounts }) => {
        const all = [];
        for (;;) {
            const after = all.at(-1)?.id;
            const page = await accounts.list(after === undefined ? {} : { after });
            if (page.length === 0)
                break;
            all.push(...page);
        }
        const rows = all.map((account) => terminal.json
            ? { ...account }
            : {
                ...account,
                created: time(account.createdAt),
                disabled: time(account.disabledAt),
            });
        terminal.table(rows, ['id', 'username', 'email', 'roles', 'scopes', 'created', 'disabled']);
    }),
};
