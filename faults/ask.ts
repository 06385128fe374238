import { Agent, request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'

/** `unsent`: nobody listens, so that nothing can have happened. `unknown`: it was sent, and what became of it nobody knows. */
export type Answer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      readonly headers: IncomingHttpHeaders
    }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'unknown' }

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
}

/** Seconds that a client waits for an answer. */
const patience = 10

const shared = new Agent({ keepAlive: true, maxSockets: 512 })

/** One request, sent once: not even a connection that was closed meanwhile has it sent again. */
export async function ask(url: string, question: Question, agent: Agent = shared): Promise<Answer> {
  const { method = 'GET', path, headers = {}, body } = question
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const options = { agent, method, headers: { ...headers, ...type }, timeout: patience * 1_000 }
      const asking = request(url + path, options, (response) => {
        const { statusCode: status = 0, headers: told } = response
        text(response).then(
          (said) => resolve({ kind: 'answer', status, body: said, headers: told }),
          reject,
        )
      })
      asking.on('timeout', () => asking.destroy(new Error('no answer')))
      asking.on('error', reject)
      asking.end(body && JSON.stringify(body))
    })
  } catch (error) {
    const isUnsent = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
    return { kind: isUnsent ? 'unsent' : 'unknown' }
  }
}

export const bearer = (token: string): { readonly authorization: string } => ({
  authorization: `Bearer ${token}`,
})
