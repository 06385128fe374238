import { databaseSettings } from './command.js';
import { findAccount, withAuth } from './database.js';
export const accountEnable = {
    name: 'account enable',
    summary: 'let a disabled account sign in again',
    argument: '<account>',
    settings: databaseSettings,
    examples: ['account enable ada'],
    run: ({ config, terminal, argument = '' }) => withAuth(config, async (auth) => {
        const { id, username } = await findAccount(auth, argument);
        await auth.accounts.enable(id);
        terminal.say(`Enabled ${username}.`, { id, disabled: false });
    }),
};
