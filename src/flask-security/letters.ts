import { escapeHtml } from '../dialects/index.ts'
import type { MailMessage } from '../mail/index.ts'

/** What a letter is about. */
export interface FlaskLetter {
  readonly email: string
  /** Where the link leads; of notices: where a password is reset, if that is possible. */
  readonly link: string | undefined
}

/** What stands in a message. */
export type FlaskLetterText = Omit<MailMessage, 'to'>

/** What is written to people, by occasion. An application replaces those it wants to say differently. */
export interface FlaskLetters {
  /** `/reset`: a link, under which a new password can be set once. */
  readonly resetInstructions: (letter: FlaskLetter) => FlaskLetterText
  /** A password was reset. */
  readonly resetNotice: (letter: FlaskLetter) => FlaskLetterText
  /** A password was changed. */
  readonly changeNotice: (letter: FlaskLetter) => FlaskLetterText
  /** `/register`, with the link that confirms the address where that is asked for. */
  readonly welcome: (letter: FlaskLetter) => FlaskLetterText
  /** `/confirm`: that link again. */
  readonly confirmInstructions: (letter: FlaskLetter) => FlaskLetterText
  /** `/register` with an address that has an account already. */
  readonly welcomeExisting: (letter: FlaskLetter) => FlaskLetterText
}

const ignore = 'If you did not ask for this, you need not do anything.'

/** Subjects are those of the original. */
export const standardLetters: FlaskLetters = {
  resetInstructions: (letter) =>
    write('Password reset instructions', letter, [
      'Somebody, hopefully you, asked for a new password for this address.',
      'Set it here; the link works once:',
      link,
      ignore,
    ]),
  resetNotice: (letter) =>
    write('Your password has been reset', letter, [
      'Your password has been reset, and every device was signed out.',
      'If that was not you, take your account back here:',
      link,
    ]),
  changeNotice: (letter) =>
    write('Your password has been changed', letter, [
      'Your password has been changed, and every other device was signed out.',
      'If that was not you, take your account back here:',
      link,
    ]),
  welcome: (letter) =>
    write('Welcome', letter, [
      'Welcome!',
      'Please confirm that this address is yours:',
      link,
      'If you did not register, you need not do anything.',
    ]),
  confirmInstructions: (letter) =>
    write('Please confirm your email', letter, [
      'Please confirm that this address is yours:',
      link,
      ignore,
    ]),
  welcomeExisting: (letter) =>
    write('Welcome', letter, [
      'Somebody, hopefully you, tried to register this address, which has an account already.',
      'If you have forgotten your password, set a new one here:',
      link,
      ignore,
    ]),
}

/** Where the link stands. Without one, neither it nor the line that leads to it does. */
const link = Symbol('link')

function write(
  subject: string,
  letter: FlaskLetter,
  paragraphs: readonly (string | typeof link)[],
): FlaskLetterText {
  const shown = paragraphs.filter(
    (paragraph, at) =>
      letter.link !== undefined || (paragraph !== link && paragraphs[at + 1] !== link),
  )
  const address = letter.link ?? ''
  const text = shown.map((paragraph) => (paragraph === link ? address : paragraph))
  const html = shown.map((paragraph) =>
    paragraph === link
      ? `<p><a href="${escapeHtml(address)}">${escapeHtml(address)}</a></p>`
      : `<p>${escapeHtml(paragraph)}</p>`,
  )
  return { subject, text: `${text.join('\n\n')}\n`, html: html.join('\n') }
}
