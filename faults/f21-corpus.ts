import { askUnderKills } from './corpus-under-kills.ts'
import { atLeast, exactly } from './figure.ts'
import type { Row } from './row.ts'
import { nothingLost } from './under-load.ts'

const kills = 25

export const hostileCorpus: Row = {
  what: 'the corpus of hostile input, asked of servers that are killed under load',
  isQuick: true,
  async run({ seed }) {
    const report = await askUnderKills({ kills, seed })
    for (const each of [...report.differing, ...report.complaints]) console.error(each)
    return [
      atLeast(
        `inputs of ${report.rows} rows, asked until they were answered`,
        1_000,
        report.inputs,
      ),
      atLeast('of which at first had no answer', 100, report.unanswered),
      exactly(
        'rows that were answered otherwise than by a quiet server',
        0,
        report.differing.length,
      ),
      atLeast('kills', kills, report.starts.length - 3),
      exactly('ends of a server by itself', 0, report.crashes),
      exactly('lines with a secret, or a 5xx but 503', 0, report.complaints.length),
      ...nothingLost(report),
    ]
  },
}
