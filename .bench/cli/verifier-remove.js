import { databaseSettings } from './command.js';
import { withAuth } from './database.js';
import { Refused } from './failures.js';
export const verifierRemove = {
    name: 'verifier remove',
    summary: 'refuse the credential of a service from now on; what it listens to ends within seconds',
    argument: '<name>',
    settings: databaseSettings,
    options: [{ flag: '--yes', help: 'do not ask' }],
    examples: ['verifier remove orders --yes'],
    run: ({ config, terminal, argument = '', has }) => withAuth(config, async ({ verifiers }) => {
        await terminal.confirm(`Remove ${argument}? It then knows of no revocations.`, {
            yes: has('yes'),
        });
        if (!(await verifiers.remove(argument)))
            throw new Refused('there is no such verifier');
        terminal.say(`Removed ${argument}.`, { name: argument });
    }),
};
