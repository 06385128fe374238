/** What nobody sees: zero-width and bidirectional marks, fillers, selectors, controls. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{C}\p{Bidi_Control}]/u;
/**
 * Case folded. Through upper case, which joins what lower case alone keeps apart, such as ß and ss
 * or the two small sigmas; from lower case, because ẞ is its own upper case.
 */
export const foldCase = (text) => text.toLowerCase().toUpperCase().toLowerCase();
