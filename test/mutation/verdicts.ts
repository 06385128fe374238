import { hash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Mutant } from './mutants.ts'

/** What was found out about mutants before; it holds as long as the texts it came from are the same. */
export interface Verdicts {
  /** Whether a file of tests caught the mutant; `undefined` when that is not known. */
  get(mutant: Mutant, test: string): boolean | undefined
  set(mutant: Mutant, test: string, caught: boolean): void
}

const kept = 'node_modules/.cache/mutants.json'

export function openVerdicts(): Verdicts {
  const known = read()
  return {
    get: (mutant, test) => known.get(keyOf(mutant, test)),
    set: (mutant, test, caught) => {
      known.set(keyOf(mutant, test), caught)
      mkdirSync(dirname(kept), { recursive: true })
      writeFileSync(kept, JSON.stringify([...known]))
    },
  }
}

function read(): Map<string, boolean> {
  try {
    return new Map(JSON.parse(readFileSync(kept, 'utf8')))
  } catch {
    return new Map()
  }
}

const keyOf = ({ file, start, end, text }: Mutant, test: string): string =>
  hash('sha256', JSON.stringify([start, end, text, contents(file), contents(test)]))

const contents = (path: string): string => readFileSync(path, 'utf8')
