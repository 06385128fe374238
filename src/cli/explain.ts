import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Command } from './command.ts'
import { Refused, UsageError } from './failures.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'why a request was refused: finds its X-Request-Id in the log on standard input',
  argument: '<id>',
  settings: [],
  options: [{ flag: '--log <file>', help: 'the log (default: standard input)' }],
  examples: [
    'explain dJ5Xk0s3qkq0b1o3m8w3Hg --log /var/log/latchkey.log',
    'explain dJ5Xk0s3qkq0b1o3m8w3Hg < latchkey.log',
  ],
  run: async ({ terminal, argument: id = '', text }) => {
    if (!/^[\w.:-]{1,128}$/.test(id)) throw new UsageError('expected the value of X-Request-Id')
    const file = text('log')
    const input = file === undefined ? terminal.input : createReadStream(file)
    let found = false
    for await (const line of createInterface({ input })) {
      const entry = entryOf(line, id)
      if (!entry) continue
      found = true
      terminal.say(sentences(entry), entry)
    }
    if (!found) throw new Refused('the log has no such request')
  },
}

interface Entry {
  readonly [field: string]: unknown
}

function entryOf(line: string, id: string): Entry | undefined {
  // Most lines are of other requests, and some of no request at all.
  if (!line.includes(id)) return undefined
  try {
    // Whatever runs the server may have written something before the line.
    const entry: unknown = JSON.parse(line.slice(line.indexOf('{')))
    return isEntry(entry) && entry['requestId'] === id ? entry : undefined
  } catch {
    return undefined
  }
}

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null

function sentences({ error, ...entry }: Entry): string {
  const text = (field: string): string | undefined => {
    const value = entry[field]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const failure =
    isEntry(error) && typeof error['message'] === 'string' ? error['message'] : undefined
  const why = [text('code'), text('reason') ?? failure].filter((each) => each !== undefined)
  return [
    `${text('time')} ${text('method')} ${text('route') ?? '(no such endpoint)'}:`,
    text('status'),
    why.join(': '),
    text('network') && `from ${text('network')}`,
  ]
    .filter(Boolean)
    .join(' ')
}
