import { type SignedKind } from './signed-kind.ts';
export type SignedKindName = 'url-safe-timed' | 'url-safe' | 'timed' | 'serializer' | 'signer' | 'timestamp-signer' | 'jws' | 'timed-jws' | 'flask-session' | 'remember-cookie';
/** What itsdangerous, Flask and Flask-Login sign, by the name it has as `--kind`. */
export declare const signedKinds: Readonly<Record<SignedKindName, SignedKind>>;
