import { readFileSync, readdirSync } from 'node:fs'

/** Clock ticks a second in `/proc`, on every Linux there is. */
const ticks = 100

interface Stat {
  readonly parent: number
  /** Its own. */
  readonly used: number
  /** Of children that have ended. */
  readonly usedByEnded: number
}

/** CPU time that a process and its children have used, those that ended among them. */
export function cpuSecondsOf(pid: number): number {
  const { used = Number.NaN, usedByEnded = 0 } = statOf(pid) ?? {}
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid)
  const all = children.reduce((sum, stat) => sum + (stat?.used ?? 0), used + usedByEnded)
  return all / ticks
}

/** `undefined`: it has ended. See proc(5). */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program is in parentheses and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (number: number): number => Number(fields[number - 3])
    return { parent: at(4), used: at(14) + at(15), usedByEnded: at(16) + at(17) }
  } catch {
    return undefined
  }
}
