import { ConfigError } from './config.js';
import { readSecretFile } from './private-file.js';
const flaskSecurity = (generation) => async ({ auth, store, config, onEvent }) => {
    const { flaskSecretKeyFile: file, passwordMinLength } = config;
    if (file === undefined) {
        throw new ConfigError('--dialects: flask-security needs --flask-secret-key-file');
    }
    const secretKey = await readSecretFile(file, 'flask-secret-key-file');
    // Loaded where it is asked for: nobody else's start should wait for it.
    const { createFlaskSecurity } = await import('../flask-security/index.js');
    return createFlaskSecurity(auth, {
        store,
        secretKey,
        generation,
        passwordMinLength,
        changeable: true,
        onEvent,
    });
};
/** The dialects that the server speaks. */
const table = {
    'flask-security=1.7': flaskSecurity('1.7'),
    'flask-security=5.x': flaskSecurity('5.x'),
    'flask-security=newest': flaskSecurity('newest'),
};
/** Those that are switched on. @throws {ConfigError} where one lacks what it needs, or two of one kind are. */
export function openDialects(parts) {
    const { dialects } = parts.config;
    const kinds = new Set(dialects.map((name) => name.split('=')[0]));
    if (kinds.size < dialects.length)
        throw new ConfigError('--dialects: expected one of each kind');
    return Promise.all(dialects.map((name) => table[name](parts)));
}
