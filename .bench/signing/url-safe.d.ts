import { Serializer, type SerializerOptions } from './serializer.ts';
import type { SecretKey } from './signing-options.ts';
import { TimedSerializer } from './timed-serializer.ts';
/**
 * A {@link Serializer} whose tokens consist of `A–Z a–z 0–9 - _ .`, as `itsdangerous.URLSafeSerializer`:
 * compact JSON, compressed where that is shorter, in base64url.
 *
 * @example
 * const serializer = new URLSafeSerializer(secretKey, { salt: 'invitation' })
 * const link = `https://example.com/join/${serializer.dumps({ id: 5 })}`
 */
export declare class URLSafeSerializer extends Serializer {
    constructor(secretKey: SecretKey, options?: SerializerOptions);
    dumpPayload(value: unknown): string;
    loadPayload(payload: string | Uint8Array): unknown;
}
/**
 * A {@link URLSafeSerializer} that writes down when it signed, as `itsdangerous.URLSafeTimedSerializer`.
 * Nothing expires unless `maxAge` is given.
 *
 * @example
 * const serializer = new URLSafeTimedSerializer(secretKey, { salt: 'reset-password' })
 * const accountId = serializer.loads(serializer.dumps('42'), { maxAge: 3600 })
 */
export declare class URLSafeTimedSerializer extends TimedSerializer {
    constructor(secretKey: SecretKey, options?: SerializerOptions);
    dumpPayload(value: unknown): string;
    loadPayload(payload: string | Uint8Array): unknown;
}
