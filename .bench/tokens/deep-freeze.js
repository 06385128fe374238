/**
 * The same value with every object and array in it frozen, since one verified token is handed to
 * many. What a schema makes of other classes, such as a `Date`, stays as it is.
 */
export function deepFreeze(value) {
    if (typeof value !== 'object' || value === null || !isPlain(value))
        return value;
    for (const member of Object.values(value))
        deepFreeze(member);
    return Object.freeze(value);
}
function isPlain(value) {
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
