import { createRandom } from '../test/fuzz/random.ts'
import { breakCalls } from './broken-calls.ts'
import type { BrokenCalls } from './broken-calls.ts'
import type { Figure } from './figure.ts'
import { fillDisk } from './full-disk.ts'
import { takeFiles } from './no-files.ts'
import { breakPostgres } from './postgres-disk.ts'
import type { Row } from './row.ts'

/** What fails, from a call on that is made under load. */
const broken: readonly Omit<BrokenCalls, 'from'>[] = [
  { calls: 'fsync,fdatasync', error: 'EIO' },
  // After it SQLite would go on as if all were well.
  { calls: 'fsync,fdatasync', error: 'EIO', once: true },
  { calls: 'pwrite64', error: 'EIO' },
  { calls: 'pwrite64', error: 'EIO', once: true },
  { calls: 'pwrite64', error: 'EROFS' },
  { calls: 'pread64', error: 'EIO' },
]
const earliest = { 'fsync,fdatasync': 40, pwrite64: 200, pread64: 100 }

export const disks: Row = {
  what: 'a disk that fails, is full or can only be read, that of PostgreSQL too, and no more files',
  isQuick: true,
  needs: ['postgresql', 'strace', 'unshare'],
  async run({ seed }) {
    const random = createRandom(seed, 5)
    const figures: Figure[] = []
    for (const each of broken) {
      const from = earliest[each.calls] + random.below(earliest[each.calls])
      figures.push(...(await breakCalls({ ...each, from }, seed)))
    }
    figures.push(...(await fillDisk(seed)), ...(await takeFiles(seed)))
    for (const error of ['EIO', 'ENOSPC'] as const) {
      figures.push(...(await breakPostgres(error, seed)))
    }
    return figures
  },
}
