import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createAuth } from '../src/index.ts'
import type { Auth } from '../src/index.ts'
import { mount } from '../src/middleware/node.ts'
import { databaseFile } from '../src/server/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { openMutant } from './mutants.ts'
import { cheapPasswords } from './people.ts'
import type { Killable } from './server-process.ts'
import { issuer } from './server-process.ts'

/**
 * A server with a mistake in it, in this process so that each of them starts in no time. Killing it cuts its connections
 * and takes its database away: what it had only meant to write is never written.
 */
export class MutantServer implements Killable {
  readonly url: string
  readonly #options: { readonly mutant: string; readonly data: string; readonly port: number }
  #auth: Auth | undefined
  #server: Server | undefined

  constructor(options: { readonly mutant: string; readonly data: string; readonly port: number }) {
    this.#options = options
    this.url = `http://127.0.0.1:${options.port}`
  }

  async start(): Promise<number> {
    const { mutant, data, port } = this.#options
    const from = performance.now()
    const file = databaseFile(data)
    this.#auth = await createAuth({
      issuer,
      audience: 'api',
      store: await openMutant(mutant, { file, store: sqlite(file) }),
      signInLimits: 'insecure-unlimited',
      passwords: cheapPasswords,
    })
    const answer = mount(this.#auth)
    this.#server = createServer((request, response) => {
      // `mount` has no page of a server's own.
      if (request.url === '/readyz') response.end()
      else void answer(request, response)
    }).listen(port, '127.0.0.1')
    await once(this.#server, 'listening')
    return (performance.now() - from) / 1_000
  }

  async stop(): Promise<void> {
    this.#server?.close().closeAllConnections()
    await this.#auth?.close()
  }
}
