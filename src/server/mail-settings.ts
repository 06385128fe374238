import type { Setting } from './setting.ts'
import { matching, smtpUrl, truth } from './setting-values.ts'

/** What of the settings is about mail. */
export interface MailConfig {
  /** The mail server, without a password. Default: none, and no mail is sent. */
  readonly smtpUrl: string | undefined
  /** The password of the user in it. Default: nobody signs in there. */
  readonly smtpPasswordFile: string | undefined
  /** The sender: an address, or a name and an address. Default: none. */
  readonly mailFrom: string | undefined
  /** Whether mail may go to another machine without TLS. Default: `false`. */
  readonly insecureSmtpPlaintext: boolean
}

/** These rows of the table. */
export const mailSettings: { readonly [Key in keyof MailConfig]: Setting<MailConfig[Key]> } = {
  smtpUrl: {
    value: 'URL',
    parse: smtpUrl,
    help: 'mail server for links that reset passwords: smtps://user@smtp.example.com',
  },
  smtpPasswordFile: {
    value: 'FILE',
    parse: matching(/./, 'a file'),
    help: 'password of the user in --smtp-url',
  },
  mailFrom: {
    value: 'ADDRESS',
    parse: matching(/^[^\p{Cc}]*[^\s@]+@[^\s@]+$/u, 'an address, or a name and <an address>'),
    help: 'sender of mail: no-reply@example.com, or a name and <no-reply@example.com>',
  },
  insecureSmtpPlaintext: {
    default: 'off',
    parse: truth,
    help: 'send mail to another machine without TLS',
    weakens: 'whoever listens between here and the mail server can set new passwords',
  },
}
