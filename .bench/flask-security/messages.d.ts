/** What Flask-Security says, word for word. */
export declare const messages: {
    readonly anonymousRequired: 'You can only access this endpoint when not logged in.';
    readonly csrfMissing: 'The CSRF token is missing.';
    readonly csrfInvalid: 'The CSRF token is invalid.';
    readonly disabled: 'Account is disabled.';
    readonly forbidden: 'You do not have permission to view this resource.';
    readonly genericLogin: 'Authentication failed - identity or password/passcode invalid';
    readonly inappropriate: 'Input not appropriate for requested API';
    readonly invalidEmail: 'Invalid email address';
    readonly invalidPassword: 'Invalid password';
    readonly invalidRedirect: 'Redirections outside the domain are forbidden';
    readonly noEmail: 'Email not provided';
    readonly noPassword: 'Password not provided';
    readonly pleaseLogIn: 'Please log in to access this page.';
    readonly samePassword: 'Your new password must be different than your previous password.';
    readonly tooSimple: 'Password not complex enough';
    readonly unequalPasswords: 'Passwords do not match';
    readonly unknownUser: 'Specified user does not exist';
};
export declare const tooShort: (length: number) => string;
export declare const taken: (email: string) => string;
