import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.ts'
import type { Row } from './row.ts'

const inNamespace = fileURLToPath(new URL('black-hole.ts', import.meta.url))

export const blackHole: Row = {
  what: 'packets between a server and PostgreSQL are dropped for 15 s, 20 times: both ways, to it, or from it',
  isQuick: false,
  needs: ['iproute2', 'nftables', 'postgresql'],
  async run({ seed }) {
    // All of it in a network that nobody else is in, and that is gone with the last of its processes.
    const child = spawn('unshare', ['--net', process.execPath, inNamespace, `${seed}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said = text(child.stdout)
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`it ended with ${String(code)}`)
    return JSON.parse(await said) as Figure[] // written by it
  },
}
