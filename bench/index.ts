// `npm run bench`: figures as ratios in one run on one machine. Tests never assert a time; this prints them.
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { benchGroupCommit } from './group-commit.ts'
import { benchGuarded } from './guarded.ts'
import { benchPasswords } from './passwords.ts'
import { benchRevocation } from './revocation.ts'
import { benchSigning } from './signing.ts'
import { benchSignIn } from './sign-in.ts'

const lines = [
  ...(await benchSignIn()),
  ...(await benchPasswords()),
  ...(await benchGuarded()),
  ...(await benchGroupCommit()),
  ...(await benchSigning()),
  ...(await benchRevocation()),
]
const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.versions.node}`
console.log(machine)
console.table(lines)

const directory = new URL('results/', import.meta.url)
await mkdir(directory, { recursive: true })
const name = `${new Date().toISOString().replaceAll(':', '-')}.json`
await writeFile(new URL(name, directory), `${JSON.stringify({ machine, lines }, undefined, 2)}\n`)
