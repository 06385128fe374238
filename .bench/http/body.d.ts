import type { z } from 'zod';
/**
 * The body of a request as its schema describes it; no body is the empty object.
 *
 * @throws {AuthError} `unsupported_media_type`, `payload_too_large`, `invalid_request`.
 */
export declare function readBody<Body>(request: Request, schema: z.ZodType<Body>): Promise<Body>;
/** The whole body, 65,536 bytes at most. @throws {AuthError} `payload_too_large`; `invalid_request` where it broke off. */
export declare function readBytes(request: Request): Promise<Uint8Array>;
