export type { Caller as FlaskCaller } from './callers.ts';
export { createFlaskSecurity } from './create-flask-security.ts';
export type { FlaskSecurity } from './create-flask-security.ts';
export type { FlaskCsrf, FlaskMechanism, FlaskRequirements, FlaskSecurityGeneration, FlaskSecurityOptions, } from './options.ts';
