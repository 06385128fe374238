import { availableParallelism, totalmem } from 'node:os'
import { hashSecondsMany } from '../defaults.ts'
import type { Finding } from './doctor.ts'
import type { Argon2idCost, Config } from './setting.ts'

/** The process and the machine, and what a password costs on it. */
export async function inspectMachine({ argon2id }: Config): Promise<readonly Finding[]> {
  return [runtime(), user(), memory(argon2id), await hashing(argon2id)]
}

const runtime = (): Finding => ({
  check: 'Node',
  status: 'ok',
  found: `${process.versions.node}, ${availableParallelism()} cores`,
})

function user(): Finding {
  const check = 'user'
  if (process.getuid?.() !== 0) return { check, status: 'ok', found: 'not root' }
  const advice = 'give the server a user of its own'
  return { check, status: 'warn', found: 'root', advice }
}

/** One hash a core is under way at once, each with memory of its own. */
function memory({ memoryCost }: Argon2idCost): Finding {
  const check = 'memory'
  const limit = process.constrainedMemory() || Infinity
  const total = Math.min(totalmem(), limit)
  const needed = availableParallelism() * memoryCost * 1_024
  const found = `${mebibytes(total)} MiB, of which sign-ins take up to ${mebibytes(needed)}`
  if (total >= 4 * needed) return { check, status: 'ok', found }
  return { check, status: 'warn', found, advice: 'a flood of sign-ins may end the process' }
}

const mebibytes = (bytes: number): number => Math.round(bytes / 1_048_576)

async function hashing(argon2id: Argon2idCost): Promise<Finding> {
  const check = 'password hash'
  const { hashPassword } = await import('../passwords/index.ts')
  await hashPassword('the first one starts a thread', { argon2id })
  const startedAt = performance.now()
  await hashPassword('seven lamps in a quiet harbour', { argon2id })
  const seconds = (performance.now() - startedAt) / 1_000
  const rate = Math.round(availableParallelism() / seconds)
  const found = `${Math.round(seconds * 1_000)} ms: about ${rate} sign-ins a second, all cores together`
  if (seconds > hashSecondsMany) {
    return { check, status: 'warn', found, advice: 'few can sign in at once: more or faster cores' }
  }
  return { check, status: 'ok', found }
}
