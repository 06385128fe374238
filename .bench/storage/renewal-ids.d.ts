/** Characters of one entry of a session's ring of renewal ids. */
export declare const renewalIdLength = 16;
/** A ring that says of every rotation it covers that nobody knows its renewal id. */
export declare const unknownRenewalIds: string;
