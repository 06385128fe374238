// Brings a database up to date, and says so; killed at one of its writes by whoever started it: node faults/migrate.ts FILE
import { sqlite } from '../src/sqlite/index.ts'

const store = sqlite(process.argv[2] ?? '')
await store.migrate()
process.stdout.write('migrated\n')
await store.close()
