import { kills } from './f1-kills.ts'
import { postgresFaults } from './f10-postgres.ts'
import { blackHole } from './f11-black-hole.ts'
import { failover } from './f12-failover.ts'
import { rollingRestart } from './f14-rolling-restart.ts'
import { clocks } from './f15-clocks.ts'
import { rotations } from './f18-rotation.ts'
import { writePoints } from './f2-write-points.ts'
import { hostileCorpus } from './f21-corpus.ts'
import { migrations } from './f3-migrations.ts'
import { durable } from './f4-durable.ts'
import { disks } from './f5-disk.ts'
import { lockedDatabase } from './f6-locked.ts'
import { lostAnswers } from './f7-lost-answers.ts'
import { thefts } from './f8-thefts.ts'
import { races } from './f9-races.ts'
import type { Row } from './row.ts'

/** The fault plan; text says where a row is that is not here. */
export const rows: Readonly<Record<string, Row | string>> = {
  F1: kills,
  F2: writePoints,
  F3: migrations,
  F4: durable,
  F5: disks,
  F6: lockedDatabase,
  F7: lostAnswers,
  F8: thefts,
  F9: races,
  F10: postgresFaults,
  F11: blackHole,
  F12: failover,
  F13: 'Redis: there is none yet that rate limits could share',
  F14: rollingRestart,
  F15: clocks,
  F16: 'slow clients: test/hostile/idle-connections.test.ts, test/server/connections.test.ts',
  F17: 'a flood of sign-ins: npm run bench -- flood',
  F18: rotations,
  F19: 'backup under load: test/cli, with the command itself',
  F20: 'soak: npm run soak',
  F21: hostileCorpus,
}
