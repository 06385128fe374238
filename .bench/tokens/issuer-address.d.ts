/** What may be weakened about an address of the issuer. */
export interface AddressRules {
    /** Plain http to another machine. */
    readonly allowInsecure: boolean;
    /** Addresses of private networks, by number. */
    readonly allowPrivate: boolean;
}
/**
 * The address, when it can be trusted to be the issuer's: https, or this machine.
 *
 * @throws {TypeError}
 */
export declare function issuerAddress(url: string | URL, option: string, rules: AddressRules): URL;
