import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { startServing, temporaryDirectory } from '../hostile/serving.ts'
import type { Fuzzer } from './fuzzer.ts'
import { mutate } from './mutate.ts'
import type { Random } from './random.ts'

const head = 'Host: a.example\r\nConnection: close\r\n'
const json = 'Content-Type: application/json\r\n'
const wellFormed = `GET /healthz HTTP/1.1\r\n${head}\r\n`
const requests = [
  wellFormed,
  `GET /api/v1/me HTTP/1.1\r\n${head}Authorization: Bearer eyJ.eyJ.AA\r\n\r\n`,
  `GET /token HTTP/1.1\r\n${head}Authorization: Basic eDp5\r\n\r\n`,
  `POST /api/v1/renew HTTP/1.1\r\n${head}${json}Content-Length: 22\r\n\r\n{"refreshToken":"lkr"}`,
  `POST /api/v1/login HTTP/1.1\r\n${head}${json}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  `POST /oauth/introspect HTTP/1.1\r\n${head}Expect: 100-continue\r\nContent-Length: 7\r\n\r\ntoken=x`,
  `OPTIONS * HTTP/1.1\r\n${head}Origin: https://evil.example\r\n\r\n`,
]
const lines = [
  'Content-Length: 5',
  'Transfer-Encoding: chunked',
  'Host: b.example',
  'Authorization: Bearer a',
  'Connection: keep-alive, upgrade',
  'Upgrade: h2c',
  'Expect: 200-ok',
  'X-Forwarded-For: 127.0.0.1',
  'Trailer: Authorization',
  ' folded',
  `X: ${'a'.repeat(5_000)}`,
]
/** Milliseconds: a request that never ends is given up, one that does is waited for. */
const [impatient, patient] = [100, 30_000]
const together = 64

/** Sends bytes and gives what comes back. */
const talk = (port: number, bytes: string, patience: number): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1').setTimeout(patience)
    let answer = ''
    socket
      .on('data', (chunk: string) => (answer += chunk))
      .on('timeout', () => socket.destroy())
      // A connection may be reset before all was read.
      .on('error', () => {})
      .on('close', () => resolve(answer))
      .write(Buffer.from(bytes, 'latin1'))
  })

function bent(random: Random): string {
  const request = random.pick(requests)
  const parts = request.split('\r\n')
  if (random.once(2)) parts.splice(1 + random.below(parts.length - 1), 0, random.pick(lines))
  const text = parts.join(random.once(20) ? '\n' : '\r\n')
  return random.once(3) ? text : mutate(text, random, random.pick(requests))
}

/** 64 requests on sockets of their own, bent: a server answers no 5xx, lets nobody in, and goes on. */
export async function sockets(): Promise<Fuzzer> {
  const directory = temporaryDirectory()
  const serving = await startServing(directory.data, { insecureNoSignInLimits: true })
  const port = Number(new URL(serving.url).port)
  return {
    run: async (random) => {
      const sent = Array.from({ length: together - 1 }, () => bent(random))
      const asked = sent.map((bytes) => talk(port, bytes, impatient))
      const answers = await Promise.all([...asked, talk(port, wellFormed, patient)])
      for (const [n, answer] of answers.entries()) {
        const shown = `${JSON.stringify(sent[n] ?? wellFormed)}: ${answer.slice(0, 300)}`
        assert.match(answer, /^(?:$|HTTP\/1\.1 (?:[1-4]\d\d|501) )/, shown)
        assert.ok(!/"(?:username|token|refreshToken)":/.test(answer), shown)
      }
      assert.match(answers.at(-1) ?? '', /^HTTP\/1\.1 200 /)
    },
    close: async () => {
      await serving.close()
      directory.remove()
    },
  }
}
