import { messages, tooShort } from './messages.js';
/** Whether a password is one that the `Auth` would not let anybody set, as far as its length says. */
export const isShort = ({ workshop }, password) => Array.from(password.normalize('NFC')).length < workshop.passwordMinLength;
/** What Flask-Security says about a password that cannot be set. One that is too long is too short to it as well. */
export const flawOfPassword = ({ workshop }, code) => code === 'password_common' ? messages.tooSimple : tooShort(workshop.passwordMinLength);
