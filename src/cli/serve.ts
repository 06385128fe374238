import { createLog, serve, settingKeys } from '../server/index.ts'
import type { Command } from './command.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: 'run the server until SIGTERM or SIGINT',
  settings: settingKeys,
  examples: [
    'serve --data /var/lib/latchkey --issuer https://auth.example.com --trust-proxy loopback',
    'serve --database-url postgres://latchkey@db.example.com/auth --secret-file /etc/latchkey/secret',
    'serve --port 0 --demo',
  ],
  run: async ({ config }) => {
    const log = createLog({ level: config.logLevel })
    const stopSignal = waitForSignal()
    // After that nobody knows what is on the disk: nothing of this process is worth finishing.
    const server = await serve({ ...config, log, onFatal: () => leave(1) })
    log.info({ event: 'stopping', signal: await stopSignal })
    await server.close()
    log.info({ event: 'stopped' })
  },
}

/** The first signal to stop; a second one does not wait for anything. */
function waitForSignal(): Promise<string> {
  return new Promise((resolve) => {
    let stopping = false
    const stop = (signal: string): void => {
      if (stopping) leave(1)
      stopping = true
      resolve(signal)
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
    watchNpm(() => stop('npm'))
  })
}

/** npm and npx die of a SIGTERM without passing it on, and would leave a server that nobody knows of. */
function watchNpm(onGone: () => void): void {
  if (process.env['npm_execpath'] === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    onGone()
  }, 500).unref()
}

/** Ends the process once the log is written, or after a second: its reader may have stopped reading. */
function leave(code: number): void {
  process.exitCode = code
  process.stdout.write('', () => process.exit())
  setTimeout(() => process.exit(), 1_000).unref()
}
