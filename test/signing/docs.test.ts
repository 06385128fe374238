// Runs what docs/signing.md shows: a comment behind console.log is what it prints.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { run } from '../interop/run.ts'

const root = new URL('../..', import.meta.url).pathname
const page = readFileSync(join(root, 'docs/signing.md'), 'utf8')
const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code)

describe('docs/signing.md', () => {
  const directory = mkdtempSync(join(root, '.snippets-signing-'))
  after(() => rmSync(directory, { recursive: true }))

  for (const [index, block] of blocks.entries()) {
    it(`shows in example ${index + 1} what it prints`, async () => {
      const file = join(directory, `${index}.ts`)
      writeFileSync(file, block)
      const shown = [...block.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)
      assert.ok(shown.length > 0)
      const { stdout, stderr } = await run(process.execPath, [file])
      assert.equal(stdout.trimEnd(), shown.join('\n'), stderr)
    })
  }
})
