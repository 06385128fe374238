/** One message to one person. */
export interface MailMessage {
  /** One address, without a name. */
  readonly to: string
  /** One line. */
  readonly subject: string
  readonly text: string
  /** The same for programs that show HTML. Default: the text is all there is. */
  readonly html?: string
}

/** Delivers mail: `smtpMailer`, or an application's own. */
export interface Mailer {
  /** Fulfilled when somebody else has taken the message over. `signal` says that nobody waits any more. */
  send(message: MailMessage, options?: { readonly signal?: AbortSignal }): Promise<void>
}

/** What no address has that is one: white space, control characters, and what would make it two or give it a name. */
const address = /^[^\s\p{Cc}@<>()[\],;:"\\]+@[^\s\p{Cc}@<>()[\],;:"\\]+$/u
const line = /^[^\p{Cc}\u2028\u2029]*$/u

export const isAddress = (text: string): boolean => address.test(text)
/** Whether it can stand in a header: after a line's end another one would begin. */
export const isLine = (text: string): boolean => line.test(text)

/** @throws {TypeError} for a message that would write headers of its own, without repeating it. */
export function checkMessage({ to, subject }: MailMessage): void {
  if (!isAddress(to)) throw new TypeError('to: expected one e-mail address')
  if (!isLine(subject)) throw new TypeError('subject: expected one line')
}
