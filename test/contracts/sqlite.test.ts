import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { sqlite } from '../../src/sqlite/index.ts'
import { storeContract } from '../../src/store-contract/index.ts'

const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
let count = 0
storeContract('sqlite', async () => sqlite(join(directory, `${(count += 1)}.db`)))
after(() => rmSync(directory, { recursive: true }))
