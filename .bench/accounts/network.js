import { isIPv4, isIPv6 } from 'node:net';
/** What all addresses that cannot be read share. */
export const unknownNetwork = 'unknown';
/**
 * The network of an address: what one attacker can change their address within, and what may be
 * kept of it. IPv4 `203.0.113.0/24`, IPv6 `2001:db8:1::/48`, an IPv4-mapped address as the IPv4 it is;
 * ports, brackets and zones are ignored, and a network is its own network. Anything else is `'unknown'`.
 */
export function networkOf(address) {
    const bare = bareAddress(address ?? '');
    if (isIPv4(bare))
        return ipv4Network(bare);
    if (!isIPv6(bare))
        return unknownNetwork;
    const groups = groupsOf(bare);
    if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
        const [high = 0, low = 0] = groups.slice(6);
        return ipv4Network([high >> 8, high & 255, low >> 8].join('.'));
    }
    const prefix = groups.slice(0, 3).map((group) => group.toString(16));
    while (prefix.at(-1) === '0')
        prefix.pop();
    return `${prefix.join(':')}::/48`;
}
const ipv4Network = (address) => `${address.split('.').slice(0, 3).join('.')}.0/24`;
/** `[2001:db8::1%eth0]:443` → `2001:db8::1`. */
function bareAddress(text) {
    const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text) ?? [];
    const [, withPort] = /^([\d.]+):\d{1,5}$/.exec(text) ?? [];
    return (bracketed ?? withPort ?? text).replace(/%.*$|\/(?:24|48)$/s, '');
}
/** The eight numbers of an IPv6 address that is known to be one. */
function groupsOf(address) {
    const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`);
    const [head = [], tail = []] = hexadecimal
        .split('::')
        .map((half) => half.split(':').filter((group) => group !== ''));
    const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
    return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}
