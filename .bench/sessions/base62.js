const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Letters and digits only, so that a double click selects a whole token and no scanner splits it. */
export function encodeBase62(value, length) {
    let text = '';
    for (let rest = value; text.length < length; rest /= 62n) {
        text = digits.charAt(Number(rest % 62n)) + text;
    }
    return text;
}
/** The number, or `undefined` when a character is not a digit. */
export function decodeBase62(text) {
    let value = 0n;
    for (const character of text) {
        const digit = digits.indexOf(character);
        if (digit < 0)
            return undefined;
        value = value * 62n + BigInt(digit);
    }
    return value;
}
