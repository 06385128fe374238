// What tsc leaves behind: the SQL files that dist/storage/migrate.js reads.
import { cpSync } from 'node:fs'

cpSync(
  new URL('../src/storage/migrations/', import.meta.url),
  new URL('../dist/storage/migrations/', import.meta.url),
  { recursive: true },
)
