import type { Setting } from './setting.ts'
import { databaseUrl, matching } from './setting-values.ts'

/** What of the settings is about the database. */
export interface DatabaseConfig {
  /** Directory of the database and its secret. Default: `'./data'`. */
  readonly data: string
  /** Of a PostgreSQL database, instead of the one in the directory; then `secretFile` is needed. Default: none. */
  readonly databaseUrl: string | undefined
}

/** These rows of the table. */
export const databaseSettings: {
  readonly [Key in keyof DatabaseConfig]: Setting<DatabaseConfig[Key]>
} = {
  data: {
    value: 'DIR',
    default: './data',
    parse: matching(/./, 'a directory'),
    help: 'directory of the database and its secret',
  },
  databaseUrl: {
    value: 'URL',
    commonVariable: 'DATABASE_URL',
    parse: databaseUrl,
    help: 'PostgreSQL instead of the database in the directory, for any number of servers: postgres://USER@HOST/NAME',
  },
}
