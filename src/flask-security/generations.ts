import type { Era } from '../signing/index.ts'
import type { FlaskSecurityGeneration } from './options.ts'

/** In what the three generations differ on the wire. */
export interface Generation {
  readonly name: FlaskSecurityGeneration
  /** Of the itsdangerous it ran on. */
  readonly era: Era
  /** Whether a refusal is HTTP 200 with another `meta.code`, and errors stand by their fields only. */
  readonly isFirst: boolean
  /** The name of errors that belong to no field. */
  readonly formKey: string
  readonly unauthenticated: string
  readonly reauthenticate: string
  /** What stands beside that. */
  readonly reauthentication: Readonly<Record<string, unknown>>
  /** What an answer to signing in has besides. */
  readonly signedIn: Readonly<Record<string, unknown>>
  /** Whether signing in without an address is a mistake of its own, and no unknown user. */
  readonly requiresEmail: boolean
  readonly logoutMethods: readonly ('GET' | 'POST')[]
  /** Whether a token says when its owner signed in. */
  readonly tokenIsFresh: boolean
  /** Whether resetting a password signs in. */
  readonly resetSignsIn: boolean
}

const fifth: Generation = {
  name: '5.x',
  era: '2.x',
  isFirst: false,
  formKey: 'null',
  unauthenticated: 'You are not authenticated. Please supply the correct credentials.',
  reauthenticate: 'You must re-authenticate to access this endpoint',
  reauthentication: {
    has_webauthn_verify_credential: false,
    reauth_required: true,
    unified_signin_enabled: false,
  },
  signedIn: {},
  requiresEmail: false,
  logoutMethods: ['GET', 'POST'],
  tokenIsFresh: false,
  resetSignsIn: true,
}

export const generations: Readonly<Record<FlaskSecurityGeneration, Generation>> = {
  '1.7': {
    ...fifth,
    name: '1.7',
    era: '0.24',
    isFirst: true,
    formKey: 'password',
    requiresEmail: true,
    logoutMethods: ['GET'],
  },
  '5.x': fifth,
  newest: {
    ...fifth,
    name: 'newest',
    formKey: '',
    unauthenticated: 'You must sign in to view this resource.',
    reauthenticate: 'You must reauthenticate to access this endpoint',
    reauthentication: { ...fifth.reauthentication, oauth_enabled: false, oauth_providers: [] },
    signedIn: { tf_required: false },
    logoutMethods: ['POST'],
    requiresEmail: true,
    tokenIsFresh: true,
    resetSignsIn: false,
  },
}
