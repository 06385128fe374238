import { createLog, serve, settingKeys, type Log, type Server } from '../server/index.ts'
import type { Command } from './command.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: 'run the server on an embedded SQLite database until SIGTERM or SIGINT',
  settings: settingKeys,
  examples: [
    'serve --data /var/lib/latchkey --issuer https://auth.example.com --trust-proxy loopback',
    'serve --port 0 --demo',
  ],
  run: async ({ config }) => {
    const log = createLog({ level: config.logLevel })
    // What is on the disk is unknown: nothing of this process is worth finishing.
    const server = await serve({ ...config, log, onFatal: () => leave(1) })
    await stopped(server, log)
    log.info({ event: 'stopped' })
  },
}

/** Fulfilled when a signal has ended the server; a second signal does not wait for anything. */
function stopped(server: Server, log: Log): Promise<void> {
  return new Promise((resolve, reject) => {
    let stopping = false
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stopping) leave(1)
        stopping = true
        log.info({ event: 'stopping', signal })
        server.close().then(resolve, reject)
      })
    }
  })
}

/** Ends the process within a moment, and at once when nothing of the log is waiting to be written. */
function leave(code: number): void {
  process.exitCode = code
  if (process.stdout.writableLength === 0) process.exit()
  process.stdout.write('', () => process.exit())
  setTimeout(() => process.exit(), 1_000).unref()
}
