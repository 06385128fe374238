/** What all addresses that cannot be read share. */
export declare const unknownNetwork = "unknown";
/**
 * The network of an address: what one attacker can change their address within, and what may be
 * kept of it. IPv4 `203.0.113.0/24`, IPv6 `2001:db8:1::/48`, an IPv4-mapped address as the IPv4 it is;
 * ports, brackets and zones are ignored, and a network is its own network. Anything else is `'unknown'`.
 */
export declare function networkOf(address: string | undefined): string;
