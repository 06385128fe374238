import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Short, or a process that has used up its share would answer only at the next tenth of a second. */
const periodMicroseconds = 10_000

/**
 * Holds a process, with its threads, to a share of one core, as if it had a small machine of its own.
 *
 * @returns what removes the limit once the process has ended.
 * @throws where control groups may not be written (cgroups(7)): it takes root.
 */
export function limitCpu(pid: number, share: number): () => void {
  const quota = Math.round(share * periodMicroseconds)
  const isFirstVersion = existsSync('/sys/fs/cgroup/cpu/cpu.cfs_quota_us')
  const group = join('/sys/fs/cgroup', isFirstVersion ? 'cpu' : '', `latchkey-bench-${pid}`)
  const set = (name: string, value: string | number): void =>
    writeFileSync(join(group, name), `${value}`)
  mkdirSync(group)
  if (isFirstVersion) {
    set('cpu.cfs_period_us', periodMicroseconds)
    set('cpu.cfs_quota_us', quota)
  } else set('cpu.max', `${quota} ${periodMicroseconds}`)
  set('cgroup.procs', pid)
  return () => rmdirSync(group)
}
