import { atMost, quantile } from './figure.ts'
import { killUnderLoad } from './kills.ts'
import type { Row } from './row.ts'
import { nothingLost } from './under-load.ts'

export const kills: Row = {
  what: 'kill -9 of the server under load, 200 times, on SQLite',
  isQuick: true,
  async run({ seed }) {
    const report = await killUnderLoad({ kills: 200, seed })
    const { starts } = report
    return [
      ...nothingLost(report),
      atMost(`start to first 200, p99 of ${starts.length}`, 1, quantile(starts, 0.99)),
    ]
  },
}
