import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { accountRecord, openStore, start, storedSession, temporaryDirectory } from './temporary.ts'

const temporary = temporaryDirectory()
const writingProcess = fileURLToPath(new URL('writing-process.ts', import.meta.url))
const sqliteDoor = new URL('../../src/sqlite/index.ts', import.meta.url).href

/** Runs a module text to its own end. */
async function run(source: string): Promise<{ readonly code: unknown; readonly stderr: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source])
  let stderr = ''
  child.stderr.on('data', (chunk) => (stderr += String(chunk)))
  const [code] = await once(child, 'close')
  return { code, stderr }
}

describe('processes that share a database', () => {
  it('S07 kill -9 under load loses no acknowledged write', async () => {
    const file = temporary('killed.db')
    const acknowledged = new Map<string, number>()
    for (const lines of [50, 400, 1_500]) {
      const child = spawn(process.execPath, [writingProcess, file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const closed = once(child, 'close')
      let count = 0
      for await (const line of createInterface(child.stdout)) {
        const [id = '', generation] = line.split(' ')
        acknowledged.set(id, Number(generation))
        count += 1
        if (count === lines) child.kill('SIGKILL')
      }
      const [, signal] = await closed
      assert.equal(signal, 'SIGKILL')
      const store = await openStore(file)
      for (const [id, generation] of acknowledged) {
        const found = await store.findSession(id, start)
        assert.ok((found?.session.generation ?? -1) >= generation)
      }
      await store.close()
    }
  })

  it('see what another one wrote by the data version', async () => {
    const file = temporary('shared.db')
    const [one, other] = [await openStore(file), await openStore(file)]
    const before = await other.dataVersion()
    assert.equal(await other.dataVersion(), before)
    const { id } = await storedSession(one)
    assert.notEqual(await other.dataVersion(), before)
    assert.equal((await other.findSession(id, start))?.session.id, id)
    await one.close()
    await other.close()
  })

  it('end by themselves when nothing is being written', async () => {
    const { code, stderr } = await run(`
      import { sqlite } from ${JSON.stringify(sqliteDoor)}
      const store = sqlite(${JSON.stringify(temporary('idle.db'))})
      await store.migrate()
      await store.ping()
    `)
    assert.equal(code, 0, stderr)
  })

  it('stay until what they began to write is written', async () => {
    const file = temporary('pending.db')
    const account = accountRecord()
    const { code, stderr } = await run(`
      import { sqlite } from ${JSON.stringify(sqliteDoor)}
      const store = sqlite(${JSON.stringify(file)})
      await store.migrate()
      void store.insertAccount(${JSON.stringify(account)})
    `)
    assert.equal(code, 0, stderr)
    const store = await openStore(file)
    assert.equal((await store.findAccountById(account.id))?.id, account.id)
    await store.close()
  })

  it('S03 end with an error when the disk failed for good', async () => {
    const { code, stderr } = await run(`
      import { rmSync } from 'node:fs'
      import { sqlite } from ${JSON.stringify(sqliteDoor)}
      const file = ${JSON.stringify(temporary('fatal.db'))}
      const store = sqlite(file)
      await store.migrate()
      rmSync(file)
      await store.ping().catch(() => {})
      setTimeout(() => process.exit(0), 60_000)
    `)
    assert.notEqual(code, 0)
    assert.match(stderr, /has to be restarted/)
  })
})
