import type { FlaskSecurityGeneration } from '../flask-security/index.ts';
/** What a dialect is switched on with. */
export type DialectName = `flask-security=${FlaskSecurityGeneration}`;
export declare const dialectNames: readonly DialectName[];
