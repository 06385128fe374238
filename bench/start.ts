import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { race } from './measure.ts'
import type { Race } from './measure.ts'

const turns = 11
const bin = new URL('../dist/cli/bin.js', import.meta.url).pathname

/** From the start of the process to its first good answer. */
export async function benchStart(): Promise<Race[]> {
  if (!existsSync(bin)) throw new Error('npm run build comes first: it is what users start')
  const data = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const open = `new (require('node:sqlite').DatabaseSync)(${JSON.stringify(join(data, 'latchkey.db'))}).exec('SELECT * FROM accounts LIMIT 1')`
  try {
    await serve(data) // so that the database is there
    const contenders = {
      'latchkey serve, to /readyz': () => serve(data),
      'node -e, opening the database': async () => {
        const from = performance.now()
        await once(spawn(process.execPath, ['-e', open]), 'exit')
        return performance.now() - from
      },
    }
    return [await race({ what: 'start', unit: 'ms', turns }, contenders)]
  } finally {
    rmSync(data, { recursive: true })
  }
}

async function serve(data: string): Promise<number> {
  const from = performance.now()
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  const [line] = await once(createInterface(child.stdout), 'line')
  const { url }: { url?: string } = JSON.parse(line)
  const { status } = await fetch(`${url}/readyz`)
  if (status !== 200) throw new Error(`/readyz was answered with ${status}`)
  const taken = performance.now() - from
  child.kill()
  await exit
  return taken
}
