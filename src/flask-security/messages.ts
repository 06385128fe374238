/** What Flask-Security says, word for word. */
export const messages = {
  alreadyConfirmed: 'Your email has already been confirmed.',
  anonymousRequired: 'You can only access this endpoint when not logged in.',
  csrfMissing: 'The CSRF token is missing.',
  csrfInvalid: 'The CSRF token is invalid.',
  confirmed: 'Thank you. Your email has been confirmed.',
  disabled: 'Account is disabled.',
  forbidden: 'You do not have permission to view this resource.',
  genericLogin: 'Authentication failed - identity or password/passcode invalid',
  inappropriate: 'Input not appropriate for requested API',
  invalidConfirmation: 'Invalid confirmation token.',
  invalidEmail: 'Invalid email address',
  invalidPassword: 'Invalid password',
  invalidReset: 'Invalid reset password token.',
  invalidRedirect: 'Redirections outside the domain are forbidden',
  noEmail: 'Email not provided',
  noPassword: 'Password not provided',
  pleaseLogIn: 'Please log in to access this page.',
  reset: 'You successfully reset your password.',
  required: 'This field is required.',
  samePassword: 'Your new password must be different than your previous password.',
  tooSimple: 'Password not complex enough',
  unconfirmed: 'Email requires confirmation.',
  unequalPasswords: 'Passwords do not match',
  unknownUser: 'Specified user does not exist',
} as const

export const tooShort = (length: number): string => `Password must be at least ${length} characters`
export const taken = (email: string): string => `${email} is already associated with an account.`
export const resetSent = (email: string): string =>
  `Instructions to reset your password have been sent to ${email}.`
export const confirmationSent = (email: string): string =>
  `Confirmation instructions have been sent to ${email}.`
export const resetExpired = (within: string): string =>
  `You did not reset your password within ${within}.`
export const confirmationExpired = (within: string): string =>
  `You did not confirm your email within ${within}.`
/** What follows where the original names the account and mails it another link. */
export const resetSentAgain = (email: string): string =>
  ` New instructions have been sent to ${email}.`
export const confirmationSentAgain = (email: string): string =>
  ` New instructions to confirm your email have been sent to ${email}.`
export const refreshInvalid = (reason: string): string => `Refresh token is invalid (${reason})`
