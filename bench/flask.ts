import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Serving, Target } from './serving.ts'

const gunicorn = '/usr/bin/gunicorn'
const ticksPerSecond = 100

/** Flask-Security as Debian has it, under gunicorn; `undefined`, and loudly so, where it is not installed. */
export async function startFlask(): Promise<Omit<Serving<Target>, 'residentBytes'> | undefined> {
  const { status } = spawnSync('/usr/bin/python3', ['-c', 'import flask_security, gunicorn'])
  if (status !== 0) {
    console.error('NOT MEASURED: apt-get install gunicorn python3-flask-security')
    return undefined
  }
  const data = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  // Threads, because without them gunicorn closes the connection after each request.
  const args = [
    '--bind',
    '127.0.0.1:0',
    '--workers',
    '2',
    '--worker-class',
    'gthread',
    '--threads',
    '4',
  ]
  const child = spawn(
    gunicorn,
    [...args, '--keep-alive', '60', '--preload', 'flask_security_app:app'],
    {
      cwd: import.meta.dirname,
      env: { ...process.env, DATABASE: join(data, 'flask.db'), PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const exit = once(child, 'exit')
  const token = await lineOf(child.stdout, /^token (.+)$/)
  const port = Number(await lineOf(child.stderr, /Listening at: http:\/\/127\.0\.0\.1:(\d+)/))
  const pid = child.pid ?? 0
  return {
    word: { port, headers: [{ 'authentication-token': token }] },
    cpuSeconds: async () => cpuSeconds(pid),
    async stop() {
      child.kill()
      await exit
      rmSync(data, { recursive: true })
    },
  }
}

/** What the pattern finds in the first line that has it; the others are read and dropped. */
function lineOf(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface(stream)
    lines.on('line', (line) => {
      const [, found] = pattern.exec(line) ?? []
      if (found !== undefined) resolve(found)
    })
    lines.once('close', () => reject(new Error(`gunicorn did not say ${pattern.source}`)))
  })
}

/** Of a process and its children, from Linux. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
  const own = (Number(stat[11]) + Number(stat[12])) / ticksPerSecond
  return children.filter(Boolean).reduce((sum, child) => sum + cpuSeconds(Number(child)), own)
}
