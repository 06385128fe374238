import { databaseSettings } from './command.js';
import { withAuth } from './database.js';
export const keyRotate = {
    name: 'key rotate',
    summary: 'publish the next signing key, which takes over when every verifier has seen it',
    settings: databaseSettings,
    options: [
        {
            flag: '--immediately',
            help: 'sign with it now; verifiers with a cached JWK Set may not know it',
        },
        { flag: '--yes', help: 'do not ask' },
    ],
    examples: ['key rotate', 'key rotate --immediately --yes'],
    run: ({ config, terminal, has }) => withAuth(config, async ({ keys }) => {
        const immediately = has('immediately');
        if (immediately) {
            await terminal.confirm('Verifiers may refuse tokens for some minutes. Go on?', {
                yes: has('yes'),
            });
        }
        await keys.rotate({ immediately });
        const { kid, state } = keys.list().at(-1) ?? {};
        terminal.say(`The next key is ${kid} (${state}).`, { kid, state });
    }),
};
