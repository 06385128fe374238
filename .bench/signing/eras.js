const separatorRule = (characters) => `The given separator cannot be used because it may be contained in the signature itself. ${characters} must not be used.`;
const unreadablePayload = 'Could not load the payload because an exception occurred on unserializing the data';
const eras = {
    '0.24': {
        epoch: 1_293_840_000,
        jwsAlgorithm: 'HS256',
        compactAscii: true,
        fallbackSha512: false,
        separatorRule: undefined,
        refusesFuture: false,
        bareDate: true,
        expiryByInt: false,
        timestampBytes: Infinity,
        unreadablePayload,
    },
    '1.x': {
        epoch: 0,
        jwsAlgorithm: 'HS512',
        compactAscii: false,
        fallbackSha512: true,
        separatorRule: separatorRule('Alphanumeric characters and `-_=`'),
        refusesFuture: false,
        bareDate: true,
        expiryByInt: true,
        timestampBytes: 8,
        unreadablePayload: `${unreadablePayload}.`,
    },
    '2.x': {
        epoch: 0,
        jwsAlgorithm: 'HS512',
        compactAscii: false,
        fallbackSha512: false,
        separatorRule: separatorRule("ASCII letters, digits, and '-_='"),
        refusesFuture: true,
        bareDate: false,
        expiryByInt: true,
        timestampBytes: 8,
        unreadablePayload: `${unreadablePayload}.`,
    },
};
/**
 * The rules of an era.
 *
 * @throws {RangeError} when there is no such era.
 */
export function rulesOf(era) {
    if (!Object.hasOwn(eras, era))
        throw new RangeError(`era: expected 0.24, 1.x or 2.x, got ${era}`);
    return eras[era];
}
