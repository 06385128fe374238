import { request } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export interface Sent {
  readonly method?: string
  /** Names and values as they go over the wire, a name twice too. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string | Uint8Array
}

/** One request, on its own connection, with the headers exactly as given. */
export async function send(
  url: string,
  { method = 'GET', headers = [], body }: Sent = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const length =
    body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))] as const]
  const fields = [['Host', new URL(url).host], ['Connection', 'close'], ...length, ...headers]
  const outgoing = request(url, { method, headers: fields.flat(), agent: false })
  outgoing.on('error', reject)
  outgoing.on('response', (incoming) => {
    const { statusCode: status = 0, headersDistinct } = incoming
    const entries = Object.entries(headersDistinct).map(([name, values]) => [
      name,
      values?.join(', '),
    ])
    text(incoming).then(
      (answered) => resolve({ status, headers: Object.fromEntries(entries), body: answered }),
      reject,
    )
  })
  outgoing.end(body)
  return promise
}
