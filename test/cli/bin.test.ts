import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
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
})
