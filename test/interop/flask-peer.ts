import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A small application on the real Python libraries. */
export interface FlaskPeer {
  readonly url: string
  stop(): Promise<void>
}

/** Starts one of the scripts here, on a port that is free. */
export async function startFlaskPeer(script: string): Promise<FlaskPeer> {
  const file = new URL(script, import.meta.url).pathname
  const child = spawn('/usr/bin/python3', [file, '0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line]: unknown[] = await once(createInterface(child.stdout), 'line')
  return {
    url: `http://127.0.0.1:${String(line).split(' ')[1]}`,
    async stop() {
      child.kill()
      await once(child, 'close')
    },
  }
}
