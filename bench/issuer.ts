import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** `latchkey serve` in a process of its own. */
export interface Issuer {
  readonly url: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

export const issuer = 'https://auth.example.com'

export async function startIssuer(
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Issuer> {
  const args = ['src/cli/bin.ts', 'serve', '--port', '0', '--issuer', issuer, ...flags]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const exit = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    void exit.then(() => reject(new Error('latchkey serve ended')))
    const lines = createInterface(child.stdout).on('line', (line) => {
      const said: { event?: string; url?: string } = JSON.parse(line)
      if (said.event !== 'listening' || said.url === undefined) return
      resolve(said.url)
      // The rest of its log is read and no more, so that it does not wait for us.
      lines.close()
      child.stdout.resume()
    })
  })
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill()
      await exit
    },
  }
}
