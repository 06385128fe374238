// Latchkey as a server of its own: node:http in front of the native API, with settings, log, metrics
// and a graceful stop. It listens without TLS, which is for the proxy in front of it.
export { ConfigError, flagOf, readConfig, settingKeys, variableOf, weakenings } from './config.js';
export { databaseFile, makeDataDirectory } from './data-directory.js';
export { createLog } from './log.js';
export { openAuth } from './open-auth.js';
export { readFlaskSecuritySaltFile, readPrivateBytes, readPrivateFile } from './private-file.js';
export { readSecretFile } from './private-file.js';
export { redact } from './redact.js';
export { serve } from './serve.js';
export { settings } from './settings.js';
