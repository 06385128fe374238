import { networkOf } from '../accounts/index.ts'
import { freshSignIn } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { UserChanges } from '../wire.ts'
import { userOf } from './login.ts'
import type { Route, SignedInExchange } from './route.ts'
import { json, takes } from './route.ts'
import { user, userChanges } from './schemas.ts'

export const showMe: Route = {
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who is signed in',
  description: 'The account of the access token, as it is now.',
  needs: 'session',
  status: 200,
  answers: { description: 'The account.', schema: user },
  problems: ['invalid_request', 'credentials_missing', 'invalid_token', 'temporarily_unavailable'],
  answer: ({ signedIn }) => json(userOf(signedIn.account)),
}

export const changeMe: Route = {
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change the account',
  description: `Changes the username and the e-mail address, or the password. A new password needs the current one and ends every other session. A new name or address needs the current password too, unless the session signed in less than ${freshSignIn} seconds ago.`,
  needs: 'session',
  presents: 'current_password',
  status: 200,
  answers: { description: 'The account after the change.', schema: user },
  problems: [
    'invalid_request',
    'username_invalid',
    'email_invalid',
    'password_mismatch',
    'password_too_short',
    'password_too_long',
    'password_common',
    'password_malformed',
    'credentials_missing',
    'invalid_token',
    'reauthentication_required',
    'cross_site_request',
    'account_exists',
    'payload_too_large',
    'unsupported_media_type',
    'rate_limited',
    'overloaded',
    'temporarily_unavailable',
  ],
  ...takes<UserChanges, SignedInExchange>(
    userChanges,
    async (changes, { auth, signedIn, address, request: { signal } }) => {
      const { session, account, readAt } = signedIn
      const { accounts } = auth
      const { password, newPassword, ...profile } = changes
      const network = networkOf(address)
      if (password !== undefined && newPassword !== undefined) {
        const passwords = { current: password, next: newPassword }
        const from = { exceptSession: session.id, network, signal }
        await accounts.changePassword(account.id, { ...passwords, ...from })
        return json(userOf(account))
      }
      // Who found a session open may read with it, but not turn the account into their own (ASVS 7.5.1).
      if (password !== undefined) {
        await accounts.authenticate({ username: account.username, password }, { network, signal })
      } else if (readAt - session.authenticatedAt > freshSignIn) {
        throw new AuthError('reauthentication_required', 'the sign-in is too long ago for this')
      }
      return json(userOf(await accounts.update(account.id, profile, { counted: true })))
    },
  ),
}
