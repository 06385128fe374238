// The ladder of itsdangerous. What an error carries came from a stranger: it stands behind getters,
// so that a logger which prints an error's own properties does not print it.
import { AuthError, type AuthErrorCode } from '../errors.ts'

/** What every error of this module may be made with. */
export interface BadDataOptions extends ErrorOptions {
  readonly code?: AuthErrorCode
}

/** Whatever was wrong with signed data. Code: `token_malformed`, unless a class below says otherwise. */
export class BadData extends AuthError {
  override readonly name: string = 'BadData'

  constructor(message: string, options: BadDataOptions = {}) {
    super(options.code ?? 'token_malformed', message, options)
  }
}

export interface BadSignatureOptions extends BadDataOptions {
  readonly payload?: unknown
}

/** The signature is missing or not ours. Code: `signature_invalid`. */
export class BadSignature extends BadData {
  override readonly name: string = 'BadSignature'
  readonly #payload: unknown

  constructor(message: string, options: BadSignatureOptions = {}) {
    super(message, { code: 'signature_invalid', ...options })
    this.#payload = options.payload
  }

  /**
   * What the signature was for, **unverified**: bytes, or the value itself where a JWS was well signed
   * and yet refused. `undefined` where there is none.
   */
  get payload(): unknown {
    return this.#payload
  }
}

export interface BadTimeSignatureOptions extends BadSignatureOptions {
  readonly dateSigned?: Date | number | undefined
}

/** A signature with a time, and one of the two is wrong. Code: `signature_invalid`. */
export class BadTimeSignature extends BadSignature {
  override readonly name: string = 'BadTimeSignature'
  readonly #dateSigned: Date | number | undefined

  constructor(message: string, options: BadTimeSignatureOptions = {}) {
    super(message, options)
    this.#dateSigned = options.dateSigned
  }

  /**
   * When it claims to have been signed. A number, as it stands in the token and without its epoch, where
   * the signature is wrong in an era before `2.x`: so it was upstream.
   */
  get dateSigned(): Date | number | undefined {
    return this.#dateSigned
  }
}

/** Well signed, but too long ago (or in the future). Code: `token_expired`. */
export class SignatureExpired extends BadTimeSignature {
  override readonly name: string = 'SignatureExpired'

  constructor(message: string, options: BadTimeSignatureOptions = {}) {
    super(message, { code: 'token_expired', ...options })
  }
}

export interface BadHeaderOptions extends BadSignatureOptions {
  readonly header?: unknown
}

/** A JWS whose header cannot be read or says something else than expected. Code: `token_malformed`. */
export class BadHeader extends BadSignature {
  override readonly name: string = 'BadHeader'
  readonly #header: unknown

  constructor(message: string, options: BadHeaderOptions = {}) {
    super(message, { code: 'token_malformed', ...options })
    this.#header = options.header
  }

  /** The header, where there was one to read. */
  get header(): unknown {
    return this.#header
  }

  /** What made it unreadable: the same as `cause`. */
  get originalError(): unknown {
    return this.cause
  }
}

/**
 * What was signed cannot be read. **Not** a {@link BadSignature}, as upstream: catch {@link BadData}
 * for everything. Code: `payload_malformed`.
 */
export class BadPayload extends BadData {
  override readonly name: string = 'BadPayload'

  constructor(message: string, options: BadDataOptions = {}) {
    super(message, { code: 'payload_malformed', ...options })
  }

  /** What made it unreadable: the same as `cause`. */
  get originalError(): unknown {
    return this.cause
  }
}
