import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const door = fileURLToPath(new URL('../../src/client/index.ts', import.meta.url))

describe('latchkey/client', () => {
  it('is less than 4 kB, minified and gzipped', async (t) => {
    const { outputFiles } = await build({
      entryPoints: [door],
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    })
    const [bundle] = outputFiles
    const size = gzipSync(bundle?.contents ?? '', { level: 9 }).byteLength
    t.diagnostic(`latchkey/client: ${size} bytes`)
    assert.ok(size > 1_000 && size < 4_000, `${size} bytes`)
  })
})
