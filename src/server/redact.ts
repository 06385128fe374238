const secrets: readonly RegExp[] = [
  // A JWS or JWE: its header begins with `{"`.
  /\beyJ[\w-]*(?:\.[\w-]*)+/g,
  /\blkr_\w+/g,
  /\blk[vc]_[\w-]+/g,
  /\b(?:basic|bearer) +[\w.~+/=-]+/gi,
  // A password hash, as PHC string or modular crypt format.
  /\$(?:argon2|2[abxy]|5|6|pbkdf2|scrypt|bcrypt)[^\s"'\\]*/g,
  // An e-mail address; the lengths are RFC 5321 §4.5.3.1's, and keep the search linear.
  /[^\s"'\\<>@(),:;]{1,64}@[^\s"'\\<>@(),:;]{1,255}/g,
]

/**
 * The text with everything that looks like a token, a password hash or an e-mail address taken out.
 * A second net: the first is that none of them is ever handed to a log or an error message.
 */
export const redact = (text: string): string =>
  secrets.reduce((redacted, secret) => redacted.replace(secret, '[redacted]'), text)
