// Renews sessions without end and says which generations were acknowledged; killed by kill.test.ts.
import { sqlite } from '../../src/sqlite/index.ts'
import { rotationOf, storedSession } from './temporary.ts'

const store = sqlite(`${process.argv[2]}`)
await store.migrate()

async function renewForEver(): Promise<never> {
  const { id } = await storedSession(store)
  for (let generation = 0; ; generation += 1) {
    const rotated = await store.rotateSession(rotationOf(id, generation))
    if (!rotated) throw new Error('a rotation was refused')
    process.stdout.write(`${id} ${rotated.session.generation}\n`)
  }
}

await Promise.all(Array.from({ length: 16 }, renewForEver))
