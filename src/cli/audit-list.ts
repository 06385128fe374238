import { databaseSettings, type Command } from './command.ts'
import { time, withAuth } from './database.ts'
import { requireAudit } from './audit-verify.ts'
import { UsageError } from './failures.ts'

export const auditList: Command = {
  name: 'audit list',
  summary: 'list what was done to accounts, sessions, clients and keys, oldest first',
  settings: databaseSettings,
  options: [{ flag: '--after <number>', help: 'only what comes after that record (default: 0)' }],
  examples: ['audit list --after 1200', 'audit list --json'],
  run: ({ config, terminal, text }) =>
    withAuth(config, async (auth) => {
      const start = text('after') ?? '0'
      if (!/^\d{1,15}$/.test(start)) throw new UsageError('--after: expected a number')
      const audit = requireAudit(auth)
      for (let after = Number(start); ;) {
        const page = await audit.list({ after, limit: 1_000 })
        const rows = page.map((record) => ({ ...record, at: time(record.at) }))
        if (after === Number(start) || rows.length > 0) {
          terminal.table(rows, ['sequence', 'at', 'event', 'subject', 'detail'])
        }
        const last = page.at(-1)
        if (!last || !terminal.isRead) return
        after = last.sequence
      }
    }),
}
