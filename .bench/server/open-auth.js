import { availableParallelism } from 'node:os';
import { hashQueueLength, maxAccessTokenLifetime } from '../defaults.js';
import { databaseFile } from './data-directory.js';
import { readFlaskSecuritySaltFile, readSecretFile } from './private-file.js';
/** Token authentication on the database of a data directory, as the settings say. */
export async function openAuth(config, options) {
    const { issuer, beside = false, onFatal, onStore, onEvent } = options;
    const { secretFile, flaskSecuritySaltFile: saltFile, algorithm } = config;
    const secret = secretFile === undefined ? undefined : await readSecretFile(secretFile);
    const salt = saltFile === undefined ? undefined : await readFlaskSecuritySaltFile(saltFile);
    // What only reads settings should not wait for them.
    const [{ createAuth }, { sqlite }] = await Promise.all([
        import('../auth/index.js'),
        import('../sqlite/index.js'),
    ]);
    const store = sqlite(databaseFile(config.data), {
        durability: config.allowPowerLoss ? 'normal' : 'full',
        ...(onFatal && { onFatal }),
    });
    try {
        await store.migrate();
        onStore?.(store);
        const keys = beside ? await store.listKeys() : [];
        return await createAuth({
            issuer: config.issuer ?? issuer,
            audience: config.audience,
            store,
            ...(secret && { secret }),
            algorithm: keys.at(-1)?.algorithm ?? algorithm,
            accessTokenLifetime: beside ? maxAccessTokenLifetime : config.accessTokenLifetime,
            sessionIdleLifetime: config.sessionIdleLifetime,
            sessionLifetime: config.sessionLifetime,
            rotation: config.insecureNoRotation ? 'never' : 'always',
            passwords: {
                minLength: config.passwordMinLength,
                ...(config.workers > 1 && shareOf(config.workers)),
                ...(salt !== undefined && { flaskSecuritySalt: salt }),
            },
            ...(config.insecureNoSignInLimits && { signInLimits: 'insecure-unlimited' }),
            ...(onEvent && { onEvent }),
        });
    }
    catch (error) {
        await store.close();
        throw error;
    }
}
/** All workers together hash as much at once, and let as many wait, as one process alone: the cores are the same. */
const shareOf = (workers) => ({
    concurrency: Math.max(1, Math.floor((2 * availableParallelism()) / workers)),
    queueLength: Math.ceil(hashQueueLength / workers),
});
