// Mail: messages, whoever delivers them, and the queue between the two, so that no answer waits for a mail
// server and none tells by its time whether there was anything to send. Nothing here knows accounts.
export { MailError } from './mail-error.ts'
export type { Mailer, MailMessage } from './mailer.ts'
export { createOutbox } from './outbox.ts'
export type { Outbox, OutboxOptions } from './outbox.ts'
export { smtpMailer } from './smtp-mailer.ts'
export type { SmtpOptions } from './smtp-mailer.ts'
