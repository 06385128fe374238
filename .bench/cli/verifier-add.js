import { databaseSettings } from './command.js';
import { withAuth } from './database.js';
import { UsageError } from './failures.js';
export const verifierAdd = {
    name: 'verifier add',
    summary: 'let another service listen to revocations; prints its credential, this once',
    argument: '<name>',
    settings: databaseSettings,
    examples: ['verifier add orders > orders-credential.txt'],
    run: ({ config, terminal, argument = '' }) => {
        if (!/^[\w.-]{1,64}$/.test(argument)) {
            throw new UsageError('a name is 1 to 64 of A-Z a-z 0-9 . _ -');
        }
        return withAuth(config, async ({ verifiers }) => {
            const added = await verifiers.add(argument);
            terminal.say(added.credential, added);
            if (!terminal.json)
                terminal.warn('keep it: only its hash is stored');
        });
    },
};
