import { databaseSettings } from './command.js';
import { findAccount, withAuth } from './database.js';
import { Refused, UsageError } from './failures.js';
export const sessionRevoke = {
    name: 'session revoke',
    summary: 'end a session, or all of an account; running servers refuse its tokens within a second',
    argument: '[session]',
    settings: databaseSettings,
    options: [
        { flag: '--account <account>', help: 'with --all: whose sessions' },
        { flag: '--all', help: 'all sessions of the account' },
        { flag: '--yes', help: 'do not ask' },
    ],
    examples: ['session revoke 6uQH3kdX0cV2y1p8mJ4z9A', 'session revoke --account ada --all --yes'],
    run: ({ config, terminal, argument, text, has }) => {
        const name = text('account');
        const whole = name !== undefined && has('all');
        if (whole === (argument !== undefined)) {
            throw new UsageError('give either the id of a session, or --account with --all');
        }
        return withAuth(config, async (auth) => {
            if (argument !== undefined) {
                if (!(await auth.sessions.find(argument)))
                    throw new Refused('there is no such session');
                await auth.sessions.end(argument, 'revoked');
                terminal.say('Ended the session.', { id: argument });
            }
            else {
                const { id, username } = await findAccount(auth, name ?? '');
                await terminal.confirm(`End all sessions of ${username}?`, { yes: has('yes') });
                await auth.sessions.endAll(id, 'revoked');
                terminal.say(`Ended all sessions of ${username}.`, { accountId: id });
            }
        });
    },
};
