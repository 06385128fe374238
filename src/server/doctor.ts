import { inspectDatabase } from './doctor-database.ts'
import { inspectFiles } from './doctor-files.ts'
import { inspectMachine } from './doctor-machine.ts'
import { inspectSettings } from './doctor-settings.ts'
import type { Config } from './setting.ts'

/** What was looked at, how it is, and what to do about it. */
export interface Finding {
  readonly check: string
  /** `fail`: a promise does not hold, and `serve --production` does not start. `warn`: look at it. */
  readonly status: 'ok' | 'warn' | 'fail'
  readonly found: string
  /** What to do, where something is to be done. */
  readonly advice?: string
}

/** Finds out how a server with these settings is on this machine; changes nothing. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  return [
    ...(await inspectFiles(config)),
    ...(await inspectDatabase(config)),
    ...(await inspectMachine(config)),
    ...inspectSettings(config),
  ]
}
