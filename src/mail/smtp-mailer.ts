import { smtpTimeout } from '../defaults.ts'
import { MailError } from './mail-error.ts'
import type { Mailer } from './mailer.ts'
import { checkMessage, isAddress, isLine } from './mailer.ts'

export interface SmtpOptions {
  /**
   * `smtps://user@host:465`, TLS from the first byte, or `smtp://user@host:587`, where STARTTLS has to follow
   * (RFC 8314 §3.3). The password does not belong in it.
   */
  readonly url: string
  /** The sender: an address, or a name and an address as in `Example <no-reply@example.com>`. */
  readonly from: string
  /** Of the user in `url`. Default: nobody signs in. */
  readonly password?: string
  /** Goes on without TLS to another machine. Whoever listens reads the links that are sent. Default: `false`. */
  readonly insecurePlaintext?: boolean
  /** PEM certificates to trust in the place of the system's. Default: the system's. */
  readonly ca?: string
}

interface Server {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly user: string
}

/**
 * Hands messages to a mail server, over `nodemailer`, which has to be installed. Each message takes one connection.
 *
 * @throws {TypeError} for a URL or a sender that is none, and where only one of user and password is there.
 * @example
 * import { smtpMailer } from 'latchkey/mail'
 *
 * const mailer = await smtpMailer({
 *   url: 'smtps://mailer@smtp.example.com',
 *   password: process.env.SMTP_PASSWORD,
 *   from: 'Example <no-reply@example.com>',
 * })
 * await mailer.send({ to: 'ada@example.com', subject: 'Welcome', text: 'Nice to have you here.' })
 */
export async function smtpMailer(options: SmtpOptions): Promise<Mailer> {
  const { password, insecurePlaintext = false, ca } = options
  const from = parseSender(options.from)
  const { user, ...server } = parseServer(options.url)
  if ((user === '') !== (password === undefined)) {
    throw new TypeError('smtp: expected a user in the URL and a password, or neither')
  }
  // Loaded where mail is sent: everybody else does without it.
  const { createTransport } = await import('nodemailer')
  const isLocal = ['localhost', '127.0.0.1', '::1'].includes(server.host)
  const transport = createTransport({
    ...server,
    ...(password !== undefined && { auth: { user, pass: password } }),
    requireTLS: !server.secure && !isLocal && !insecurePlaintext,
    // What listens on this machine has a certificate that nobody signed, and nobody is in between.
    ignoreTLS: isLocal,
    ...(ca !== undefined && { tls: { ca } }),
    dnsTimeout: smtpTimeout * 1_000,
    connectionTimeout: smtpTimeout * 1_000,
    greetingTimeout: smtpTimeout * 1_000,
    socketTimeout: smtpTimeout * 1_000,
    // No part of a message is ever the name of a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(message, { signal } = {}) {
      checkMessage(message)
      const { to, subject, text, html } = message
      const recipient = { name: '', address: to }
      try {
        await transport.sendMail({
          from,
          to: recipient,
          subject,
          text,
          ...(html !== undefined && { html }),
          // RFC 3834 §5: no out-of-office notes in reply.
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(signal && { signal }),
        })
      } catch (error) {
        throw mailErrorOf(error)
      }
    },
  }
}

/** Without the message of the error and without a cause: both repeat addresses and what the server said of them. */
function mailErrorOf(error: unknown): MailError {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown } // of anything at all
  return new MailError(
    typeof code === 'string' ? code : 'EUNKNOWN',
    typeof responseCode === 'number' ? responseCode : undefined,
  )
}

function parseServer(text: string): Server {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const secure = url?.protocol === 'smtps:'
  const isPlain = url?.pathname === '' || url?.pathname === '/'
  if (!url || (!secure && url.protocol !== 'smtp:') || url.hostname === '' || !isPlain) {
    throw new TypeError('smtp: expected a URL such as smtps://user@smtp.example.com:465')
  }
  if (url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TypeError('smtp: expected a URL without a password, a query and a fragment')
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    user: decodeUser(url.username),
  }
}

function decodeUser(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new TypeError('smtp: expected a user that is percent-encoded UTF-8')
  }
}

function parseSender(text: string): { readonly name: string; readonly address: string } {
  const [, name = '', bracketed] = /^([^<>]*?) *<([^<>]*)>$/.exec(text) ?? []
  const address = bracketed ?? text
  if (isAddress(address) && isLine(name)) return { name, address }
  throw new TypeError('from: expected an address, or a name and an address in angle brackets')
}
