/** RFC 4648 §4, as Django writes it. */
export declare function decodeBase64(text: string): Uint8Array | undefined;
/** The same without padding, as PHC strings have it. */
export declare const decodeUnpadded: (text: string) => Uint8Array | undefined;
/** passlib's `ab64`: unpadded, with a full stop for the plus. */
export declare const decodeAdapted: (text: string) => Uint8Array | undefined;
/** Lower case. */
export declare function decodeHex(text: string): Uint8Array | undefined;
