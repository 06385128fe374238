import { type PayloadSerializer } from './json.ts';
/** The tags of values that come back as what is nearest in JavaScript, unless nothing is to be lost. */
declare const named: {
    readonly tuple: ' t';
    readonly markup: ' m';
    readonly uuid: ' u';
};
/**
 * A Python value of a Flask session that JavaScript has not: a tuple (of a list), markup or a UUID (of
 * text). Without `lossless` they are read as that list or text.
 */
export declare class FlaskValue {
    readonly type: keyof typeof named;
    readonly value: unknown;
    constructor(type: 'tuple' | 'markup' | 'uuid', value: unknown);
}
/** The session's JSON as Flask writes it where there is an application: names sorted, ASCII only. */
export declare const taggedJson: PayloadSerializer;
export {};
