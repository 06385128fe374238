import { randomId } from '../src/random.ts'
import { createRevocationSet, createVerifier } from '../src/tokens/verifier.ts'
import type { RevocationView } from '../src/tokens/verifier.ts'
import { audience, issuer, issuing } from './issuing.ts'
import { perCpuSecond, race } from './measure.ts'
import type { Contender, Race } from './measure.ts'

const turns = 11
const distinct = 1_000
const sizes = [0, 1_000, 100_000, 1_000_000]

/** Tokens seen before, and the more revocations that none of them is among. */
export async function benchVerifyGrowth(): Promise<Race[]> {
  const from = issuing('ES256')
  const tokens = Array.from({ length: distinct }, () => from.token())
  const contenders = (everyTime: boolean): Record<string, Contender> =>
    Object.fromEntries(
      sizes.map((size) => {
        const feed = everyTime ? withoutVersion(revocations(size)) : revocations(size)
        const keys = { keys: [from.jwk] }
        const verifier = createVerifier({ issuer, audience, keys, feed })
        for (const token of tokens) verifier.verifyNow(token)
        let next = 0
        const work = (): unknown => verifier.verifyNow(tokens[next++ % distinct] ?? '')
        return [`${size.toLocaleString('en')} revocations`, perCpuSecond(work, 80)]
      }),
    )
  const unit = 'tokens/CPU s'
  return [
    await race({ what: 'verify, as revocations grow', unit, turns }, contenders(false)),
    await race({ what: 'verify, each time after a new revocation', unit, turns }, contenders(true)),
  ]
}

function revocations(size: number): ReturnType<typeof createRevocationSet> {
  const set = createRevocationSet({ limit: size + 1 })
  const revokedAt = Date.now() / 1_000
  for (let n = 0; n < size; n += 1) {
    const subject = randomId()
    set.add({
      kind: 'session',
      subject,
      issuedUntil: undefined,
      revokedAt,
      expiresAt: revokedAt + 3_600,
    })
  }
  return set
}

/** As if another revocation had come since the last look: nothing that was found before holds. */
const withoutVersion = (set: RevocationView): RevocationView => ({
  get viewedAt() {
    return set.viewedAt
  },
  revokes: (claims) => set.revokes(claims),
})
