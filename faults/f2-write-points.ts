import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.ts'
import { prepareSqlite } from './people.ts'
import type { Row } from './row.ts'
import { lossesOf, readSteps } from './scenario-losses.ts'
import { killAtWrites } from './write-points.ts'

const scenario = fileURLToPath(new URL('scenario.ts', import.meta.url))

export const writePoints: Row = {
  what: 'kill -9 at every write and fsync of sign-in, renewal, sign-out, password change, key rotation',
  isQuick: true,
  needs: ['strace'],
  run: () => killScenario(),
}

/** At each of its writes, or at one in so many. */
export async function killScenario(every = 1): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  try {
    const data = join(directory, 'data')
    const [person] = await prepareSqlite(data)
    if (!person) throw new Error('there is nobody to sign in')
    return await killAtWrites(
      {
        directory,
        data,
        script: (file) => [scenario, file, person.username, person.password],
        judge: (file, said) => lossesOf({ file, steps: readSteps(said), person }),
      },
      { least: 120, every },
    )
  } finally {
    rmSync(directory, { recursive: true })
  }
}
