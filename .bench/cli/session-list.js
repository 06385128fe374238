import { databaseSettings } from './command.js';
import { findAccount, time, withAuth } from './database.js';
import { UsageError } from './failures.js';
export const sessionList = {
    name: 'session list',
    summary: 'list the live sessions of an account, last used first',
    settings: databaseSettings,
    options: [{ flag: '--account <account>', help: 'its name, e-mail address or id' }],
    examples: ['session list --account ada'],
    run: ({ config, terminal, text }) => withAuth(config, async (auth) => {
        const name = text('account');
        if (name === undefined)
            throw new UsageError('--account is missing');
        const { id } = await findAccount(auth, name);
        const rows = (await auth.sessions.list(id)).map((session) => ({
            id: session.id,
            accountId: session.accountId,
            clientId: session.clientId,
            device: session.device,
            network: session.network,
            authenticated: time(session.authenticatedAt),
            used: time(session.lastUsedAt),
            expires: time(Math.min(session.idleExpiresAt, session.expiresAt)),
        }));
        terminal.table(rows, ['id', 'authenticated', 'used', 'expires', 'network', 'device']);
    }),
};
