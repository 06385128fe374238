/**
 * Whether a text looks like a token: the base64url of `{"`, and three parts. Too long for a username, so that
 * where both may stand none is ever tried as the other.
 */
export declare const hasTokenForm: (text: string) => boolean;
