/** What Flask-Security says, word for word. */
export const messages = {
    anonymousRequired: 'You can only access this endpoint when not logged in.',
    csrfMissing: 'The CSRF token is missing.',
    csrfInvalid: 'The CSRF token is invalid.',
    disabled: 'Account is disabled.',
    forbidden: 'You do not have permission to view this resource.',
    genericLogin: 'Authentication failed - identity or password/passcode invalid',
    inappropriate: 'Input not appropriate for requested API',
    invalidEmail: 'Invalid email address',
    invalidPassword: 'Invalid password',
    invalidRedirect: 'Redirections outside the domain are forbidden',
    noEmail: 'Email not provided',
    noPassword: 'Password not provided',
    pleaseLogIn: 'Please log in to access this page.',
    samePassword: 'Your new password must be different than your previous password.',
    tooSimple: 'Password not complex enough',
    unequalPasswords: 'Passwords do not match',
    unknownUser: 'Specified user does not exist',
};
export const tooShort = (length) => `Password must be at least ${length} characters`;
export const taken = (email) => `${email} is already associated with an account.`;
