/**
 * The text with everything that looks like a token, a password hash or an e-mail address taken out.
 * A second net: the first is that none of them is ever handed to a log or an error message.
 */
export declare const redact: (text: string) => string;
