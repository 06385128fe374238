import { availableParallelism, totalmem } from 'node:os'
import { argon2id, hashSecondsMany } from '../defaults.ts'
import type { Finding } from './doctor.ts'

/** The process and the machine, and what a password costs on it. */
export async function inspectMachine(): Promise<readonly Finding[]> {
  return [runtime(), user(), memory(), await hashing()]
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
function memory(): Finding {
  const check = 'memory'
  const limit = process.constrainedMemory() || Infinity
  const total = Math.min(totalmem(), limit)
  const needed = availableParallelism() * argon2id.memoryCost * 1_024
  const found = `${mebibytes(total)} MiB, of which sign-ins take up to ${mebibytes(needed)}`
  if (total >= 4 * needed) return { check, status: 'ok', found }
  return { check, status: 'warn', found, advice: 'a flood of sign-ins may end the process' }
}

const mebibytes = (bytes: number): number => Math.round(bytes / 1_048_576)

async function hashing(): Promise<Finding> {
  const check = 'password hash'
  const { hashPassword } = await import('../passwords/index.ts')
  await hashPassword('the first one starts a thread')
  const startedAt = performance.now()
  await hashPassword('seven lamps in a quiet harbour')
  const seconds = (performance.now() - startedAt) / 1_000
  const rate = Math.round(availableParallelism() / seconds)
  const found = `${Math.round(seconds * 1_000)} ms: about ${rate} sign-ins a second, all cores together`
  if (seconds > hashSecondsMany) {
    return { check, status: 'warn', found, advice: 'few can sign in at once: more or faster cores' }
  }
  return { check, status: 'ok', found }
}
