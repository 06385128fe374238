import { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
/** What a client may take, in seconds and counts. The defaults are those of `defaults.ts`. */
export interface ConnectionLimits {
    readonly headersTimeout?: number;
    readonly requestTimeout?: number;
    readonly keepAliveTimeout?: number;
    readonly socketTimeout?: number;
    readonly maxConnections?: number;
    readonly drainTimeout?: number;
}
/** A server that listens. */
export interface Listening {
    readonly address: AddressInfo;
    /** Stops accepting, lets requests under way finish, then cuts off what is left. */
    close(): Promise<void>;
}
/** Listens with every limit that a client on the open Internet needs. */
export declare function listen(listener: RequestListener, address: {
    readonly port: number;
    readonly host: string;
}, limits?: ConnectionLimits): Promise<Listening>;
