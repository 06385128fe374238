import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'

/** A message as a mail server got it. */
export interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly secure: boolean
  readonly user: string | undefined
}

export interface TestSmtpServer {
  readonly port: number
  readonly received: readonly Received[]
  close(): Promise<void>
}

const read = (name: string): string =>
  readFileSync(new URL(`../vectors/smtp/localhost-${name}.pem`, import.meta.url), 'utf8')

/** Of `localhost` and 127.0.0.2, good until 2126; its key is no secret. */
export const certificate: string = read('certificate')

/** A real SMTP server on a free port. */
export async function startSmtpServer(
  options: SMTPServerOptions = {},
  host = '127.0.0.1',
): Promise<TestSmtpServer> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    cert: certificate,
    key: read('key'),
    logger: false,
    closeTimeout: 0,
    onAuth({ username, password }, _session, done) {
      if (password === 'of the mailer') return done(null, { user: username ?? '' })
      return done(new Error(`${username} did not say ${password}`))
    },
    async onData(stream, { envelope, secure, user }, done) {
      const raw = await text(stream)
      const from = envelope.mailFrom === false ? '' : (envelope.mailFrom?.address ?? '')
      const to = envelope.rcptTo.map(({ address }) => address)
      received.push({ from, to, raw, secure, user: user as string | undefined }) // as onAuth gave it
      done()
    },
    ...options,
  })
  server.on('error', () => {
    // That a client went away is what some tests do.
  })
  const listening = server.listen(0, host)
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port, // of a TCP server
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
