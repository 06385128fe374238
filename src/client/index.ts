// The session of a browser or a program: signs in, renews, signs out, and tells all tabs. Loads no package.
// Promises: only the server's word ends a session, and a sign-out always works.
export { ClientError } from './client-error.ts'
export type { ClientErrorCode } from './client-error.ts'
export { createClient } from './client.ts'
export type { Client, Credentials } from './client.ts'
export type { ClientOptions } from './client-options.ts'
export type { ClientStorage } from './client-storage.ts'
export type { ClientClock } from './clock.ts'
export type { ClientCrypto } from './renewal-id.ts'
export type { ObservableSession, SessionSnapshot, SessionState } from './session.ts'
export type { Tabs } from './tabs.ts'
