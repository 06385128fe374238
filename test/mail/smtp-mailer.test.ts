import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { MailError, smtpMailer } from '../../src/mail/index.ts'
import { certificate, startSmtpServer } from './smtp-server.ts'
import type { TestSmtpServer } from './smtp-server.ts'

const from = 'Example Ünïon <no-reply@example.com>'
const message = {
  to: 'ada@example.com',
  subject: 'Your password ✓',
  text: 'https://app.example.com/reset/WyJ4Il0.awJfyw.hZbN\n',
  html: '<p>Hello</p>',
}

describe('smtpMailer', () => {
  let server: TestSmtpServer | undefined
  afterEach(async () => {
    await server?.close()
    server = undefined
  })

  it('delivers text and HTML to one person', async () => {
    server = await startSmtpServer()
    const mailer = await smtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from })
    await mailer.send(message)
    const [got, ...others] = server.received
    assert.equal(others.length, 0)
    assert.equal(got?.from, 'no-reply@example.com')
    assert.deepEqual(got.to, ['ada@example.com'])
    assert.match(got.raw, /^From: =\?UTF-8\?.*<no-reply@example\.com>\r$/m)
    assert.match(got.raw, /^To: ada@example\.com\r$/m)
    assert.match(got.raw, /^Auto-Submitted: auto-generated\r$/m)
    assert.match(got.raw, /^Content-Type: multipart\/alternative;/m)
    assert.ok(got.raw.includes('hZbN'))
  })

  it('signs in over TLS', async () => {
    server = await startSmtpServer({ secure: true })
    const url = `smtps://mailer@localhost:${server.port}`
    const mailer = await smtpMailer({ url, from, password: 'of the mailer', ca: certificate })
    await mailer.send(message)
    const [got] = server.received
    assert.equal(got?.secure, true)
    assert.equal(got.user, 'mailer')
  })

  it('goes over to TLS before it says anything', async () => {
    server = await startSmtpServer({}, '127.0.0.2')
    const url = `smtp://mailer@127.0.0.2:${server.port}`
    const mailer = await smtpMailer({ url, from, password: 'of the mailer', ca: certificate })
    await mailer.send(message)
    assert.equal(server.received[0]?.secure, true)
  })

  it('trusts no certificate that nobody signed', async () => {
    server = await startSmtpServer({ secure: true })
    const mailer = await smtpMailer({ url: `smtps://localhost:${server.port}`, from })
    await assert.rejects(mailer.send(message), { name: 'MailError' })
    assert.equal(server.received.length, 0)
  })

  it('sends nothing in the clear to another machine, as STARTTLS stripping would have it', async () => {
    // An address of this machine that is not taken for it.
    const host = '127.0.0.2'
    server = await startSmtpServer({ disabledCommands: ['STARTTLS'], hideSTARTTLS: true }, host)
    const options = { url: `smtp://${host}:${server.port}`, from }
    await assert.rejects((await smtpMailer(options)).send(message), { name: 'MailError' })
    assert.equal(server.received.length, 0)
    await (await smtpMailer({ ...options, insecurePlaintext: true })).send(message)
    assert.equal(server.received.length, 1)
  })

  it('says what went wrong and never to whom, what, or with which password', async () => {
    server = await startSmtpServer({
      secure: true,
      onRcptTo: ({ address }, _session, done) =>
        done(Object.assign(new Error(`no such user ${address}`), { responseCode: 550 })),
    })
    const url = `smtps://mailer@localhost:${server.port}`
    const options = { url, from, ca: certificate }
    const refused = await smtpMailer({ ...options, password: 'of the mailer' })
    const unknown = await smtpMailer({ ...options, password: 'of somebody' })
    const closed = await startSmtpServer()
    await closed.close()
    const nobody = await smtpMailer({ url: `smtp://127.0.0.1:${closed.port}`, from })
    const errors = [
      await failureOf(refused.send(message)),
      await failureOf(unknown.send(message)),
      await failureOf(nobody.send(message)),
    ]
    assert.deepEqual(
      errors.map(({ code, reply }) => [code, reply]),
      [
        ['EENVELOPE', 550],
        ['EAUTH', 535],
        ['ESOCKET', undefined],
      ],
    )
    const text = errors.map((error) => inspect(error, { depth: 9, showHidden: true })).join('\n')
    assert.doesNotMatch(text, /ada@|no-reply|somebody|of the mailer|hZbN/)
  })

  it('gives up when it is told to', async () => {
    const sockets = new Set<Socket>()
    const silent = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as AddressInfo // of a TCP server
    const mailer = await smtpMailer({ url: `smtp://127.0.0.1:${port}`, from })
    const controller = new AbortController()
    silent.once('connection', () => controller.abort())
    await assert.rejects(mailer.send(message, { signal: controller.signal }), { name: 'MailError' })
    for (const socket of sockets) socket.destroy()
    silent.close()
  })

  it('writes no headers but its own, whatever stands in a message', async () => {
    server = await startSmtpServer()
    const mailer = await smtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from })
    const evil = [
      { ...message, to: 'ada@example.com\r\nBcc: eve@example.com' },
      { ...message, to: 'ada@example.com, eve@example.com' },
      { ...message, to: 'Ada <ada@example.com>' },
      { ...message, to: 'eve@example.com>\r\nDATA' },
      { ...message, subject: 'x\r\nBcc: eve@example.com' },
      { ...message, subject: 'x\nX-Evil: 1' },
      { ...message, subject: 'x\u2028y' },
      { ...message, to: '' },
    ]
    for (const each of evil) await assert.rejects(mailer.send(each), TypeError)
    assert.equal(server.received.length, 0)
  })

  it('lets no text of a message become an SMTP command or another header', async () => {
    server = await startSmtpServer()
    const { received, port } = server
    const mailer = await smtpMailer({ url: `smtp://127.0.0.1:${port}`, from })
    const lines = fc.constantFrom(
      '.',
      '..',
      'DATA',
      'RCPT TO:<eve@example.com>',
      'Bcc: eve@x.de',
      '',
    )
    const property = fc.asyncProperty(
      fc.array(fc.oneof(lines, fc.string({ unit: 'grapheme' })), { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      async (parts, end) => {
        const before = received.length
        await mailer.send({ to: message.to, subject: 'x', text: parts.join(end) })
        assert.equal(received.length, before + 1)
        const got = received[before]
        assert.deepEqual(got?.to, ['ada@example.com'])
        const [head = ''] = got.raw.split('\r\n\r\n', 1)
        assert.doesNotMatch(head, /^Bcc|eve@/im)
      },
    )
    await fc.assert(property, { numRuns: 20 })
  })

  it('takes no URL and no sender that cannot be', async () => {
    const rows: readonly (readonly [url: string, from: string, password?: string])[] = [
      ['https://smtp.example.com', from],
      ['smtp.example.com', from],
      ['smtps://mailer:secret@smtp.example.com', from, 'secret'],
      ['smtps://smtp.example.com/path', from],
      ['smtps://smtp.example.com?tls=off', from],
      ['smtps://%ff@smtp.example.com', from, 'secret'],
      ['smtps://mailer@smtp.example.com', from],
      ['smtps://smtp.example.com', from, 'secret'],
      ['smtps://smtp.example.com', 'no-reply'],
      ['smtps://smtp.example.com', 'a@example.com, b@example.com'],
      ['smtps://smtp.example.com', 'x\r\nBcc: y <a@example.com>'],
    ]
    for (const [url, sender, password] of rows) {
      const options = { url, from: sender, ...(password !== undefined && { password }) }
      await assert.rejects(
        smtpMailer(options),
        (error) => error instanceof TypeError && !error.message.includes('secret'),
        url,
      )
    }
  })
})

async function failureOf(sending: Promise<void>): Promise<MailError> {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof MailError)
  return error
}
