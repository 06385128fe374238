import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import { users } from '../flask-security/world.ts'

/** A request, as it goes over the wire. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** What was answered. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** A real Flask-Security application in a process of its own. */
export interface FlaskSecurityPeer {
  readonly origin: string
  send(request: Sent): Promise<Answered>
  /** Calls what is for the test only. */
  hook(path: string, body: object): Promise<Record<string, unknown>>
  stop(): Promise<void>
}

const script = new URL('flask_security_peer.py', import.meta.url).pathname

export async function startFlaskSecurity(
  settings: readonly string[] = [],
): Promise<FlaskSecurityPeer> {
  const child = spawn('/usr/bin/python3', [script, ...settings], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(users))
  const [port] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string] // its first line
  const origin = `http://127.0.0.1:${port.trim()}`

  async function sendTo({ method, path, headers, body }: Sent): Promise<Answered> {
    const outgoing = send(origin + path, { method, headers, agent: false })
    outgoing.end(body)
    const [response] = await once(outgoing, 'response')
    const answered = new Headers()
    for (let at = 0; at < response.rawHeaders.length; at += 2) {
      answered.append(response.rawHeaders[at], response.rawHeaders[at + 1])
    }
    return { status: response.statusCode, headers: answered, body: await text(response) }
  }

  return {
    origin,
    send: sendTo,
    async hook(path, body) {
      const headers = { 'content-type': 'application/json' }
      const request = { method: 'POST', path: `/__test__/${path}`, headers }
      const answer = await sendTo({ ...request, body: JSON.stringify(body) })
      return JSON.parse(answer.body) as Record<string, unknown> // as the script writes it
    },
    async stop() {
      child.kill()
      await once(child, 'close')
    },
  }
}
