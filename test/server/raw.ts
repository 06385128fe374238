import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends bytes as they are and gives everything that comes back until the server closes, or `until` says it is enough. */
export async function exchange(
  port: number,
  bytes: string | Uint8Array,
  until: (answer: string) => boolean = () => false,
): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('latin1').on('error', () => {})
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (chunk: string) => {
    answer += chunk
    if (until(answer)) socket.destroy()
  })
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  // A connection that was reset is over too; what came before that has come.
  await new Promise((resolve) => socket.once('close', resolve))
  return answer
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
