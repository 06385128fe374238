/**
 * The address, when it can be trusted to be the issuer's: https, or this machine.
 *
 * @throws {TypeError}
 */
export function issuerAddress(url, option, rules) {
    const address = new URL(url);
    const { protocol, hostname, username, password } = address;
    const isSafe = protocol === 'https:' ||
        (protocol === 'http:' && (rules.allowInsecure || loopback.test(hostname)));
    if (!isSafe || username !== '' || password !== '') {
        throw new TypeError(`${option}: expected an https address without a user name or password`);
    }
    if (!rules.allowPrivate && privateNetworks.test(hostname)) {
        throw new TypeError(`${option}: expected no address of a private network`);
    }
    return address;
}
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
// RFC 1918, 6598, 3927, 4193 and 4291 §2.5.6, and IPv4 in IPv6; URL has made one spelling of all numbers.
const privateNetworks = /^(0\.|10\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|\[::\]|\[::ffff:|\[f[cd]|\[fe[89ab])/;
