import { databaseSettings } from './command.js';
import { findAccount, withAuth } from './database.js';
export const accountDisable = {
    name: 'account disable',
    summary: 'end all sessions of an account and let it sign in no more',
    argument: '<account>',
    settings: databaseSettings,
    options: [{ flag: '--yes', help: 'do not ask' }],
    examples: ['account disable ada --yes'],
    run: ({ config, terminal, argument = '', has }) => withAuth(config, async (auth) => {
        const { id, username } = await findAccount(auth, argument);
        await terminal.confirm(`Disable ${username} and end all its sessions?`, { yes: has('yes') });
        await auth.accounts.disable(id);
        terminal.say(`Disabled ${username}.`, { id, disabled: true });
    }),
};
