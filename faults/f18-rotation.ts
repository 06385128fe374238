import { rotatePostgres, rotateSqlite } from './rotation-at-once.ts'
import { rotateOnSchedule } from './rotation-scheduled.ts'
import type { Row } from './row.ts'

const seconds = 100

export const rotations: Row = {
  what: 'keys rotated every 5 s for 100 s under load, on schedule and at once, and a JWK Set that can hardly be had',
  isQuick: true,
  needs: ['postgresql'],
  async run({ seed }) {
    // None of them keeps the machine busy, and all take as long as the keys do.
    const figures = await Promise.all([
      rotateOnSchedule(seconds, seed),
      rotateSqlite(seconds, seed),
      rotatePostgres(seconds, seed),
    ])
    return figures.flat()
  },
}
