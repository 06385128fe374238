/** `lkv_`, the id of the verifier, and 256 random bits. */
export declare const newCredential: (id: string) => string;
/** Whose credential it claims to be; `undefined`: it is none. */
export declare const claimedId: (credential: string) => string | undefined;
/** Fast on purpose: nobody guesses 256 random bits, so there is nothing to slow down. */
export declare const credentialHash: (credential: string) => string;
export declare const isCredential: (credential: string, storedHash: string) => boolean;
