import { type Report } from './report.ts';
import { type Signing, type SigningFlags } from './signing-flags.ts';
/** What itsdangerous, Flask or Flask-Login may have signed; `undefined` where it looks like nothing of theirs. */
export declare function inspectSigned(token: string, { flags, key }: {
    readonly flags: SigningFlags;
    readonly key: Signing['key'] | undefined;
}): Report | undefined;
