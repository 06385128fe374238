import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Mutant } from './mutants.ts'

/** A file of tests, and what of the sources it runs. */
export interface TestFile {
  readonly path: string
  /** Seconds that it takes on the sources as they are. */
  readonly seconds: number
  readonly covers: (mutant: Mutant) => boolean
}

// Starting costs more than most files of tests do.
const compiled = 'node_modules/.cache/mutation'
const preload = new URL('load-mutant.ts', import.meta.url).href
// A stall of the machine is no loop: CPU is what is limited; the clock only ends what waits for ever.
const mostCpuSeconds = 40
const longestWait = 180_000

/** Runs a file of tests until its first failure: true when there was none. */
async function passes(path: string, seconds: number, env: NodeJS.ProcessEnv): Promise<boolean> {
  const command = ['-c', `ulimit -t ${seconds}; exec nice -n 19 "$@"`, 'sh', process.execPath]
  const child = spawn('sh', [...command, '--test-reporter=tap', path], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: longestWait,
    killSignal: 'SIGKILL',
  })
  child.stdout.on('data', (text: Buffer) => {
    if (/^ *not ok/m.test(text.toString())) child.kill('SIGKILL')
  })
  const { promise, resolve } = Promise.withResolvers<boolean>()
  child.once('close', (code) => resolve(code === 0))
  return promise
}

/** Whether a file of tests finds the mutant. */
export const catches = async (test: TestFile, mutant: Mutant): Promise<boolean> =>
  !(await passes(test.path, Math.min(mostCpuSeconds, Math.ceil(5 + 2 * test.seconds)), {
    NODE_OPTIONS: `--import=${preload}`,
    NODE_COMPILE_CACHE: compiled,
    MUTANT: JSON.stringify({ ...mutant, url: pathToFileURL(mutant.file).href }),
  }))

interface Coverage {
  readonly result: readonly {
    readonly url: string
    readonly functions: readonly { readonly ranges: readonly Range[] }[]
  }[]
}

interface Range {
  readonly startOffset: number
  readonly endOffset: number
  readonly count: number
}

/** Runs a file of tests on the sources as they are. @throws {Error} when it fails. */
export async function measure(path: string): Promise<TestFile> {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'))
  try {
    const start = performance.now()
    if (!(await passes(path, mostCpuSeconds, { NODE_V8_COVERAGE: folder })))
      throw new Error(`${path} fails`)
    const seconds = (performance.now() - start) / 1000
    const reports = readdirSync(folder).map((name): Coverage =>
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    )
    return { path, seconds, covers: (mutant) => reports.some((report) => runs(report, mutant)) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Offsets are those of the source: types are blanked, not cut. The narrowest range decides. */
function runs({ result }: Coverage, { file, runsAt }: Mutant): boolean {
  const url = pathToFileURL(file).href
  const around = result
    .filter((script) => script.url === url)
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .filter(({ startOffset, endOffset }) => startOffset <= runsAt && runsAt < endOffset)
    .toSorted((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))
  return (around[0]?.count ?? 0) > 0
}
