import { atMost, exactly, noAnomaly, quantile } from './figure.ts'
import type { Figure } from './figure.ts'
import { killUnderLoad } from './kills.ts'
import type { Row } from './row.ts'

export const kills: Row = {
  what: 'kill -9 under load, SQLite',
  isQuick: true,
  run: ({ seed }) => measureKills(200, seed),
}

export async function measureKills(count: number, seed: number): Promise<Figure[]> {
  const { verdict, calls, starts, unexpected } = await killUnderLoad({ kills: count, seed })
  return [
    ...noAnomaly(verdict),
    exactly(`answers that are none of ours, of ${calls}`, 0, unexpected.length),
    atMost(`start to first 200, p99 of ${starts.length}`, 1, quantile(starts, 0.99)),
  ]
}
