import assert from 'node:assert/strict'
import { existsSync, globSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const library = (): string => {
  const [found] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')
  assert.ok(found, 'faketime is not installed')
  return found
}

/** Variables that put the clock of a process so many seconds off; what it measures spans with goes on. */
export const wrongBy = (offset: number): Readonly<Record<string, string>> => ({
  LD_PRELOAD: library(),
  FAKETIME: signed(offset),
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  FAKETIME_DISABLE_SHM: '1',
})

/** The clock of a process, set while it runs. */
export class WrongClock {
  readonly #file: string
  #offset = 0
  /** For the process whose clock it is. */
  readonly env: Readonly<Record<string, string>>

  constructor(directory: string) {
    this.#file = join(directory, 'clock')
    this.set(0)
    const { FAKETIME: _, ...env } = wrongBy(0)
    this.env = { ...env, FAKETIME_TIMESTAMP_FILE: this.#file, FAKETIME_NO_CACHE: '1' }
  }

  /** Seconds since 1970, as the process has it. */
  get now(): number {
    return Date.now() / 1_000 + this.#offset
  }

  /** @param offset in whole seconds. */
  set(offset: number): void {
    // In one step: half a file would be another time.
    writeFileSync(`${this.#file}.next`, signed(offset))
    renameSync(`${this.#file}.next`, this.#file)
    this.#offset = offset
  }
}

/** What libfaketime shared between the threads of processes that are gone: a kill leaves it behind. */
export function removeShared(): void {
  for (const file of globSync('/dev/shm/*faketime_*')) {
    const [pid] = /\d+$/.exec(file) ?? []
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) rmSync(file, { force: true })
  }
}

const signed = (offset: number): string => (offset < 0 ? `${offset}` : `+${offset}`)
