// How many bytes one more of the KIND that its argument names takes: told to its parent.
import { randomId } from '../src/random.ts'
import { createRevocationSet, createVerifier } from '../src/tokens/verifier.ts'
import { audience, issuer, issuing } from './issuing.ts'

const [kind] = process.argv.slice(2)

/** Heap and what hangs on it, after a collection; a second one frees what only the first found free. */
function used(): number {
  global.gc?.()
  global.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function revocations(): { kept: unknown; count: number; before: number } {
  const count = 100_000
  const set = createRevocationSet({ limit: 2 * count })
  const revokedAt = Date.now() / 1_000
  const before = used()
  for (let n = 0; n < count; n += 1) {
    const subject = randomId()
    set.add({
      kind: 'session',
      subject,
      issuedUntil: undefined,
      revokedAt,
      expiresAt: revokedAt + 3_600,
    })
  }
  return { kept: set, count, before }
}

function tokens(): { kept: unknown; count: number; before: number } {
  const count = 20_000
  const from = issuing('HS256')
  const keys = { keys: [from.jwk] }
  const verifier = createVerifier({ issuer, audience, keys, cache: { maxEntries: count } })
  verifier.verifyNow(from.token())
  const before = used()
  for (let n = 0; n < count; n += 1) verifier.verifyNow(from.token())
  return { kept: verifier, count, before }
}

const { kept, count, before } = kind === 'tokens' ? tokens() : revocations()
const bytes = (used() - before) / count
process.send?.(kept === undefined ? Number.NaN : bytes)
