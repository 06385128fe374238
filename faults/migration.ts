// Brings a database up to date: node faults/migration.ts FILE. Killed at one of its writes by whoever started it.
import { sqlite } from '../src/sqlite/index.ts'

const store = sqlite(process.argv[2] ?? '')
await store.migrate()
await store.close()
