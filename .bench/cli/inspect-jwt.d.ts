import type { Call } from './command.ts';
import { type Report } from './report.ts';
import { type Signing, type SigningFlags } from './signing-flags.ts';
/** An access token or any other JWT; `undefined` for what is none, or more likely a JWS of itsdangerous. */
export declare function inspectJwt(token: string, call: Call, { flags, key }: {
    readonly flags: SigningFlags;
    readonly key: Signing['key'] | undefined;
}): Promise<Report | undefined>;
