/** @file The public keys that RFC 8032 §5.1.3 and §5.1.7 allow, checked once, when imported. */
const p = 2n ** 255n - 19n;
const mod = (value) => ((value % p) + p) % p;
function power(base, exponent) {
    let result = 1n;
    for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = mod(square * square)) {
        if (rest & 1n)
            result = mod(result * square);
    }
    return result;
}
const d = mod(-121665n * power(121666n, p - 2n));
// The y of a point of order 8. With 0, 1 and −1 and its negative these are all points of small order.
const eighth = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const smallOrder = new Set([0n, 1n, p - 1n, eighth, p - eighth]);
/**
 * Node and OpenSSL import any 32 bytes. A key of small order verifies signatures nobody made, so
 * that, and bytes that encode no point or encode one twice, are refused.
 *
 * @throws {RangeError} when the 32 bytes are not a sound public key.
 */
export function checkEd25519PublicKey(bytes) {
    const number = BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
    const y = number & (2n ** 255n - 1n);
    if (y >= p || smallOrder.has(y) || !isOnCurve(y)) {
        throw new RangeError('JWK: "x" is not a sound Ed25519 public key');
    }
}
/** Whether −x² + y² = 1 + dx²y² has a solution: x² = (y² − 1) / (dy² + 1) is a square (Euler). */
function isOnCurve(y) {
    const square = mod(y * y);
    const x2 = mod((square - 1n) * power(mod(d * square + 1n), p - 2n));
    return power(x2, (p - 1n) / 2n) === 1n;
}
