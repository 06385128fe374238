import cluster from 'node:cluster'
import { createLog } from './log.ts'
import { startServer } from './start-server.ts'
import { toMessage, type FromWorker, type ToWorker } from './worker-messages.ts'

// One of several processes of a server, started by workers.ts. It ends when that one says so or is gone.

const say = (message: FromWorker): void => void process.send?.(message, () => {})

// A terminal and systemd send them to all processes of a group; the one that supervises decides.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {})

const asked: ((text: string) => void)[] = []
const metricsText = (): Promise<string> =>
  new Promise((resolve) => {
    asked.push(resolve)
    say({ kind: 'metrics' })
  })

let running: ReturnType<typeof startServer> | undefined

async function start({ config, limits, joins }: ToWorker & { kind: 'start' }): Promise<void> {
  running = startServer(config, {
    log: createLog({ level: config.logLevel }),
    limits,
    onFatal: (error) => say({ kind: 'fatal', error: toMessage(error) }),
    worker: { joins, metricsText },
  })
  try {
    const { url, issuer, audience, demo } = await running
    say({ kind: 'ready', started: { url, issuer, audience, ...(demo !== undefined && { demo }) } })
  } catch (error) {
    say({ kind: 'failed', error: toMessage(error) })
    end()
  }
}

async function tellSnapshot(): Promise<void> {
  const server = await running
  if (server) say({ kind: 'snapshot', snapshot: await server.snapshot() })
}

async function stop(): Promise<void> {
  const server = await running?.catch(() => undefined)
  await server?.close()
  end()
}

function end(): void {
  // Not process.disconnect(), of which cluster ends the process before its log is written.
  cluster.worker?.disconnect()
  setTimeout(() => process.exit(), 1_000).unref()
}

// Only workers.ts has the other end of the channel.
process.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'start':
      return void start(message)
    case 'stop':
      return void stop()
    case 'metrics':
      return asked.shift()?.(message.text)
    case 'snapshot':
      return void tellSnapshot()
  }
})
