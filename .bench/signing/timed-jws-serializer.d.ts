import type { SaltOption } from './serializer.ts';
import { type HeaderFields, type HeaderOption, JSONWebSignatureSerializer, type JWSOptions } from './jws-serializer.ts';
import { type SecretKey } from './signing-options.ts';
export interface TimedJWSOptions extends JWSOptions {
    /** Seconds from signing to expiry, for what is written. Default: 3,600. */
    readonly expiresIn?: number;
}
/**
 * A {@link JSONWebSignatureSerializer} with `iat` and `exp`, which stand in the **header**: what
 * `itsdangerous.TimedJSONWebSignatureSerializer` wrote in 0.24 to 2.0. Its `exp` is what counts, not the
 * `expiresIn` of whoever reads it; a token is still good in the second of its expiry.
 *
 * @example
 * const serializer = new TimedJSONWebSignatureSerializer(secretKey, { era: '0.24', expiresIn: 600 })
 * const { id } = serializer.loads(serializer.dumps({ id: 1 })) as { id: number }
 */
export declare class TimedJSONWebSignatureSerializer extends JSONWebSignatureSerializer {
    #private;
    constructor(secretKey: SecretKey, options?: TimedJWSOptions);
    /**
     * The value, if the signature is good and has not expired.
     *
     * @throws {SignatureExpired} `token_expired`. {@link BadSignature} or {@link BadHeader} where `exp` is
     * missing or not a time, and what {@link JSONWebSignatureSerializer.loads} throws.
     */
    loads(token: string | Uint8Array, options: SaltOption & HeaderOption & {
        readonly returnHeader: true;
    }): [unknown, unknown];
    loads(token: string | Uint8Array, options?: SaltOption & HeaderOption): unknown;
    protected makeHeader(fields?: HeaderFields['headerFields']): Map<string, unknown>;
}
