// What only this dialect needs; everything else is in src/defaults.ts.

/** Seconds a token of Flask-Security is good for, whose own default is for ever. */
export const flaskTokenMaxAge: number = 30 * 86_400
/** Seconds after which another use of a Flask-Security token counts as use of its session, so that not every use is a write. */
export const flaskTouchInterval = 3_600
/** Seconds a CSRF token of Flask-WTF and a remember cookie of Flask-Login are good for: their own defaults. */
export const flaskCsrfMaxAge = 3_600
export const flaskRememberMaxAge: number = 365 * 86_400

/** Seconds a token is good for where it can be refreshed: the newest's own. */
export const refreshedTokenMaxAge = 900
/** Seconds a session with a refresh token lives at most, and without being refreshed: the newest's own. */
export const refreshLifetime: number = 90 * 86_400
export const refreshIdleLifetime: number = 7 * 86_400
/** Seconds the links in mails are good for: the newest's own, which are shorter than those of 5.x. */
export const resetMaxAge: number = 86_400
export const confirmMaxAge: number = 2 * 86_400
/** How many links are mailed: for one address, and on behalf of one network. */
export const mailAllowances = {
  address: { burst: 3, interval: 600 },
  network: { burst: 30, interval: 60 },
} as const
