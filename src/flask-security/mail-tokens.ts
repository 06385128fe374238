import { createHash } from 'node:crypto'
import { parseEmail } from '../accounts/index.ts'
import type { Account, FlaskIdentity } from '../accounts/index.ts'
import { seconds } from '../clock.ts'
import { AuthError } from '../errors.ts'
import { flaskSecurityHash, sha256Crypt, verifyPassword } from '../passwords/index.ts'
import { randomId } from '../random.ts'
import { URLSafeTimedSerializer } from '../signing/index.ts'
import type { SigningOptions } from '../signing/index.ts'
import { confirmMaxAge, resetMaxAge } from './defaults.ts'
import type { Generation } from './generations.ts'
import type { FlaskSecurityOptions } from './options.ts'

/** What the token of a link says. */
export interface MailTokenContent {
  readonly uniquifier: string
  /** Of the address or of the password's hash, as it was then. */
  readonly digest: string | undefined
  /** Of one that resets: the address that it was mailed to; none in what Flask-Security made, which looks at nothing behind the two. */
  readonly mailedTo: string | undefined
  readonly isExpired: boolean
}

/** The tokens of the links of one kind. */
export interface MailTokens {
  /** Seconds. */
  readonly maxAge: number
  issue(identity: FlaskIdentity, digested: string | undefined, email: string): Promise<string>
  /** @throws {AuthError} `signature_invalid`, `payload_malformed`, `token_too_large`. */
  read(token: string): MailTokenContent
}

/** `reset-salt` and `confirm-salt` of one application. */
export function createMailTokens(
  options: FlaskSecurityOptions,
  generation: Generation,
  signing: SigningOptions,
): { readonly reset: MailTokens; readonly confirm: MailTokens } {
  const tokens = (salt: string, maxAge: number, kind: 'reset' | 'confirm'): MailTokens => {
    const serializer = new URLSafeTimedSerializer(options.secretKey, { ...signing, salt })
    return {
      maxAge,
      async issue({ uniquifier }, digested, email) {
        // One that confirms says which address already, and the original wants it to say nothing else.
        const mailedTo = kind === 'reset' ? [mailbox(email)] : []
        if (!generation.isFirst) {
          const digest = digested === undefined ? null : await sha256Crypt(digested)
          return serializer.dumps([uniquifier, digest, ...mailedTo])
        }
        const [row = '', password = ''] = uniquifier.split(/\.(.*)/s)
        if (kind === 'reset') return serializer.dumps([row, password, ...mailedTo])
        return serializer.dumps([row, md5(digested ?? ''), password])
      },
      read(token) {
        const [value, signed] = serializer.loads(token, { returnTimestamp: true })
        const age = (signing.clock?.() ?? Date.now() / 1_000) - signed.getTime() / 1_000
        if (age < 0) throw new AuthError('token_not_yet_valid', 'the token is from the future')
        const isExpired = Math.floor(age) > maxAge
        const [first, digest, third]: readonly unknown[] = Array.isArray(value) ? value : []
        const isDigest = typeof digest === 'string' || digest === null
        if (typeof first !== 'string' || !isDigest) {
          throw new AuthError('payload_malformed', 'the payload is not that of a link')
        }
        const named = generation.isFirst
          ? firstName(first, kind === 'reset' ? digest : third)
          : first
        return {
          uniquifier: named,
          digest: digest ?? undefined,
          mailedTo: typeof third === 'string' ? third : undefined,
          isExpired,
        }
      },
    }
  }
  const { resetSalt = 'reset-salt', confirmSalt = 'confirm-salt' } = options
  return {
    reset: tokens(resetSalt, seconds(options.resetMaxAge ?? resetMaxAge, 'resetMaxAge'), 'reset'),
    confirm: tokens(
      confirmSalt,
      seconds(options.confirmMaxAge ?? confirmMaxAge, 'confirmMaxAge'),
      'confirm',
    ),
  }
}

/** 1.7 confirms by the id of the row alone, which names nobody here; ours have the rest of the name behind it. */
function firstName(row: string, digest: unknown): string {
  if (typeof digest === 'string') return `${row}.${digest}`
  throw new AuthError('payload_malformed', 'the payload names no account')
}

/**
 * What the original digests of a password: its column. Ours is not in its database, so only the hash that was
 * imported can be recognised there, and only one with a salt may leave the house in any form.
 */
export function digestedPassword(stored: string | undefined): string | undefined {
  if (stored === undefined) return undefined
  const imported = stored.startsWith(flaskSecurityHash('$'))
  return imported ? stored.slice(flaskSecurityHash('').length) : randomId()
}

/** Whether a token is about the address that the account has now. @throws {AuthError} `overloaded`. */
export async function isDigestOf(email: string, digest: string | undefined): Promise<boolean> {
  if (digest === undefined) return false
  if (/^[\da-f]{32}$/.test(digest)) return digest === md5(email)
  try {
    await verifyPassword(digest, email)
    return true
  } catch (error) {
    if (error instanceof AuthError && error.code !== 'overloaded') return false
    throw error
  }
}

/** Whether a link was mailed to the address that the account has now, as far as it says to which. */
export const isMailedTo = (email: string | undefined, mailedTo: string | undefined): boolean =>
  mailedTo === undefined || (email !== undefined && mailedTo === mailbox(email))

const mailbox = (email: string): string =>
  createHash('sha256').update(parseEmail(email).key).digest('base64url').slice(0, 22)

/** As the original stores an address, and therefore digests and repeats it: the domain in small letters. */
export function storedEmail(email: string): string {
  const { text, key } = parseEmail(email)
  return text.slice(0, text.indexOf('@')) + key.slice(key.indexOf('@'))
}

export const emailKeyOf = ({ email }: Account): string | undefined =>
  email === undefined ? undefined : parseEmail(email).key

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
