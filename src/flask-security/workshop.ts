import type { Auth } from '../auth/index.ts'
import type { Clock } from '../clock.ts'
import type { Answers } from './answers.ts'
import type { BrowserSessionOptions } from './browser-session.ts'
import type { Callers } from './callers.ts'
import type { CsrfTokens } from './csrf.ts'
import type { Generation } from './generations.ts'
import type { Identities } from './identities.ts'
import type { MailTokens } from './mail-tokens.ts'
import type { FlaskRequirements, FlaskSecurityOptions } from './options.ts'
import type { Post } from './post.ts'
import type { FlaskTokens } from './tokens.ts'

/** What all views share, built once. */
export interface Workshop {
  readonly auth: Auth
  readonly options: FlaskSecurityOptions
  readonly generation: Generation
  readonly answers: Answers
  readonly callers: Callers
  readonly csrf: CsrfTokens
  readonly identities: Identities
  readonly tokens: FlaskTokens
  readonly mailTokens: { readonly reset: MailTokens; readonly confirm: MailTokens }
  readonly post: Post
  /** Of its own endpoints. */
  readonly ownRequirements: FlaskRequirements
  readonly cookies: BrowserSessionOptions
  readonly newestKey: string | Uint8Array
  readonly passwordMinLength: number
  readonly clock: Clock
}
