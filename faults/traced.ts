import { readFileSync } from 'node:fs'

/** One system call of a trace, as far as its order matters. */
export interface TracedCall {
  readonly name: string
  readonly text: string
  /** Where in the trace it began, and ended. */
  readonly begun: number
  readonly ended: number
}

const line = /^(\d+) +(?:<\.\.\. (\w+) resumed>|(\w+)\()(.*)$/

/** Reads what `strace -f -o FILE` wrote; calls that another thread interrupted are put together again. */
export function readTrace(file: string): TracedCall[] {
  const calls: TracedCall[] = []
  const unfinished = new Map<string, { name: string; text: string; begun: number }>()
  for (const [at, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    const [, thread = '', resumed, name = '', rest = ''] = line.exec(text) ?? []
    const begun = resumed === undefined ? { name, text: '', begun: at } : unfinished.get(thread)
    if (!begun?.name) continue
    const call = { ...begun, text: begun.text + rest }
    if (rest.endsWith('<unfinished ...>')) unfinished.set(thread, call)
    else calls.push({ ...call, ended: at })
  }
  return calls.toSorted((a, b) => a.begun - b.begun)
}
