/** A name in its two forms. */
export interface Name {
    /** As it is shown. */
    readonly text: string;
    /** As it is compared: one for all ways to write it. */
    readonly key: string;
}
/** What nobody sees: zero-width and bidirectional marks, fillers, selectors, controls. */
export declare const invisible: RegExp;
/**
 * Case folded. Through upper case, which joins what lower case alone keeps apart, such as ß and ss
 * or the two small sigmas; from lower case, because ẞ is its own upper case.
 */
export declare const foldCase: (text: string) => string;
