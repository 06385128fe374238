/**
 * The same value with every object and array in it frozen, since one verified token is handed to
 * many. What a schema makes of other classes, such as a `Date`, stays as it is.
 */
export declare function deepFreeze<Value>(value: Value): Value;
