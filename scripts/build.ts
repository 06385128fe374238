// `npm run build`: dist/ mirrors src/, file by file; dist/account is the account page.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'
import { clientSize } from './client-size.ts'

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

// What a file left behind when it was moved would still be published.
rmSync(path('dist'), { recursive: true, force: true })
execFileSync(
  process.execPath,
  [path('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
  {
    cwd: path('.'),
    stdio: 'inherit',
  },
)
// The SQL files that dist/storage/migrate.js reads.
cpSync(path('src/storage/migrations'), path('dist/storage/migrations'), { recursive: true })
// npx marks the bin of a checkout as executable once, and never again for the same path.
chmodSync(path('dist/cli/bin.js'), 0o755)

// dist/account is the root of a site: its files are served at the paths they have there, and refer to each other relatively,
// because a proxy may put the server below a path.
await build({
  configFile: false,
  root: path('account'),
  base: '',
  logLevel: 'warn',
  build: {
    outDir: path('dist/account'),
    emptyOutDir: false,
    assetsDir: 'account',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { moduleLevelDirective: false } },
    license: { fileName: 'account/licenses.md' },
  },
})
const sizes = { content: 0, compressed: 0 }
for (const file of globSync(path('dist/account/account/*'))) {
  const content = readFileSync(file)
  const compressed = brotliCompressSync(content)
  writeFileSync(`${file}.br`, compressed)
  sizes.content += content.length
  sizes.compressed += compressed.length
}
const inKilobytes = (bytes: number): string => `${Math.round(bytes / 1_000)} kB`
console.log(
  `the account page: ${inKilobytes(sizes.content)}, sent as ${inKilobytes(sizes.compressed)}`,
)
console.log(`latchkey/client: ${await clientSize()} bytes, minified and gzipped`)
