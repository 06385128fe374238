const digest = (name, length, costOfIteration) => ({
    name,
    length,
    costOfIteration,
});
/** By the name that Python's hashlib and so Django and Werkzeug give them. A table. */
export const digests = new Map([
    ['md5', digest('md5', 16, 1.5)],
    ['sha1', digest('sha1', 20, 0.9)],
    ['sha224', digest('sha224', 28, 1)],
    ['sha256', digest('sha256', 32, 0.5)],
    ['sha384', digest('sha384', 48, 1.5)],
    ['sha512', digest('sha512', 64, 1.5)],
    ['sha3_224', digest('sha3-224', 28, 2.5)],
    ['sha3_256', digest('sha3-256', 32, 2.5)],
    ['sha3_384', digest('sha3-384', 48, 2.5)],
    ['sha3_512', digest('sha3-512', 64, 2.5)],
    ['blake2b', digest('blake2b512', 64, 2.5)],
    ['blake2s', digest('blake2s256', 32, 2.5)],
]);
