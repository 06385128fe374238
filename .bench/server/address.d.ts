/**
 * Networks as one question: is this address in them? IPv4-mapped IPv6 addresses count as IPv4.
 *
 * @throws {RangeError} for what is neither an address, a network in CIDR notation nor `loopback`.
 */
export declare function createNetworks(networks: readonly string[]): (address: string) => boolean;
/** Whether an address is this machine's own. */
export declare const isLoopback: (address: string) => boolean;
/**
 * The client's address: that of the socket, unless a proxy we trust speaks for somebody else.
 * Everything left of the right-most hop we do not trust was written by the client, so it is never
 * read (hono 41adbf56). `undefined`: malformed, which all such clients share one allowance for.
 */
export declare function clientAddress(socketAddress: string | undefined, forwardedFor: string | undefined, trusts: (address: string) => boolean): string | undefined;
