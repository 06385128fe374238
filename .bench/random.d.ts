/** 128 random bits as 22 base64url characters: an identifier nobody can guess. */
export declare const randomId: () => string;
/** 256 random bits as 43 base64url characters: a secret. */
export declare const randomSecret: () => string;
