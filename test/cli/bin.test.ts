import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'

const bin = new URL('../../src/cli/bin.ts', import.meta.url).pathname
const run = (
  ...args: readonly string[]
): { status: number | null; stderr: string; stdout: string } =>
  spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 })

describe('bin', () => {
  it('refuses an older Node with one line', () => {
    const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.20.2'}})`
    const { status, stderr, stdout } = run('--import', older, bin, 'serve')
    assert.equal(status, 1)
    assert.equal(stderr, 'latchkey needs Node 24 or newer; this is 20.20.2.\n')
    assert.equal(stdout, '')
  })

  it('imports nothing before it has looked', () => {
    assert.doesNotMatch(readFileSync(bin, 'utf8'), /^import\s/m)
  })

  it('gives the exit code of the command', () => {
    assert.equal(run(bin, '--version').status, 0)
    assert.equal(run(bin, 'frobnicate').status, 2)
  })

  it('ends without a word when whoever reads has gone', async () => {
    const data = mkdtempSync(join(tmpdir(), 'latchkey-'))
    const add = ['account', 'add', '--username', 'ada', '--password-stdin', '--data', data]
    const input = 'a passphrase of this test'
    assert.equal(spawnSync(process.execPath, [bin, ...add], { input }).status, 0)
    for (const [code, ...args] of [
      [0, '--help'],
      [0, 'account', 'list', '--data', data],
      [0, 'account', 'list', '--json', '--data', data],
      [0, 'audit', 'list', '--data', data],
      [0, 'key', 'list', '--data', data],
      // Not all of it is written: not done.
      [1, 'export', 'accounts', '--format', 'jsonl', '--data', data],
    ] as const) {
      const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
      const closed = once(child, 'close')
      child.stdout.destroy()
      assert.equal(await text(child.stderr), '', args.join(' '))
      assert.deepEqual(await closed, [code, null], args.join(' '))
    }
    rmSync(data, { recursive: true })
  })
})
