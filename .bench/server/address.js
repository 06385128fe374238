import { BlockList, isIP } from 'node:net';
const loopback = ['127.0.0.0/8', '::1/128'];
/**
 * Networks as one question: is this address in them? IPv4-mapped IPv6 addresses count as IPv4.
 *
 * @throws {RangeError} for what is neither an address, a network in CIDR notation nor `loopback`.
 */
export function createNetworks(networks) {
    const list = new BlockList();
    for (const network of networks.flatMap((entry) => (entry === 'loopback' ? loopback : entry))) {
        const [address = '', prefix] = network.split('/');
        const version = isIP(address);
        const bits = prefix === undefined ? undefined : Number(prefix);
        const valid = bits === undefined || (/^\d{1,3}$/.test(prefix ?? '') && bits <= bitsOf(version));
        if (version === 0 || !valid || network.split('/').length > 2) {
            throw new RangeError('expected addresses or networks such as 10.0.0.0/8, or loopback');
        }
        list.addSubnet(address, bits ?? bitsOf(version), version === 4 ? 'ipv4' : 'ipv6');
    }
    return (address) => {
        const version = isIP(address);
        return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
    };
}
const bitsOf = (version) => (version === 4 ? 32 : 128);
/** Whether an address is this machine's own. */
export const isLoopback = createNetworks(['loopback']);
/**
 * The client's address: that of the socket, unless a proxy we trust speaks for somebody else.
 * Everything left of the right-most hop we do not trust was written by the client, so it is never
 * read (hono 41adbf56). `undefined`: malformed, which all such clients share one allowance for.
 */
export function clientAddress(socketAddress, forwardedFor, trusts) {
    let address = socketAddress === undefined ? undefined : bareAddress(socketAddress);
    const hops = forwardedFor?.split(',') ?? [];
    while (address !== undefined && trusts(address)) {
        const hop = hops.pop();
        if (hop === undefined)
            return address;
        address = bareAddress(hop);
    }
    return address;
}
/** Without the port, brackets and zone that proxies write beside it. */
function bareAddress(text) {
    const hop = text.trim();
    const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
    const [address = ''] = bare.split('%');
    return isIP(address) === 0 ? undefined : address;
}
