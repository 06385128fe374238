// `npm run build`: dist/ mirrors src/, file by file.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

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
