import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A server of a test. */
export interface App {
  readonly url: string
  readonly close: () => Promise<void>
}

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** Serves it on a free port of this machine. */
export async function listen(listener: Listener): Promise<App> {
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, close }
}
