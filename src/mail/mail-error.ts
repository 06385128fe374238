/**
 * A message that was not delivered: a failure of the system, no refusal. It says what happened by the code of
 * the connection and the reply of the server (RFC 5321 §4.2), never to whom or what was sent.
 */
export class MailError extends Error {
  override readonly name: string = 'MailError'
  /** Such as `EAUTH`, `ECONNECTION`, `EENVELOPE`, `ETLS` or `ETIMEDOUT`. */
  readonly code: string
  /** What the server replied, such as 550. */
  readonly reply: number | undefined

  constructor(code: string, reply?: number) {
    super(`the message was not delivered (${reply === undefined ? code : `${code}, ${reply}`})`)
    this.code = code
    this.reply = reply
  }
}
