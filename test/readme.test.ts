import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, it } from 'node:test'

const read = (file: string): string => readFileSync(file, 'utf8')
const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  ...globSync('docs/**/*.md'),
]

describe('the documentation', () => {
  const blocks = [...read('README.md').matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, code = '']) => code,
  )

  it('shows four examples that run', () => assert.equal(blocks.length, 4))

  for (const [index, block] of blocks.entries()) {
    it(`shows example ${index + 1} as it stands in examples/, where it is run`, () => {
      assert.ok(globSync('examples/*.ts').some((file) => read(file) === block))
    })
  }

  for (const page of pages) {
    it(`${page} links to files that exist`, () => {
      for (const [, target = ''] of read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
        if (/^https?:/.test(target)) continue
        assert.ok(globSync(posix.join(posix.dirname(page), target)).length > 0, target)
      }
    })
  }
})
