import { AuthError } from '../errors.ts'
import type { RevocationFeed } from '../feed/index.ts'

/**
 * What `verify` gives, once more if the view of revocations is old: then this process stood still, and one look makes it
 * new.
 */
export async function whenFresh<Verified>(
  feed: Pick<RevocationFeed, 'refresh'>,
  verify: () => Verified,
): Promise<Verified> {
  try {
    return verify()
  } catch (error) {
    if (!(error instanceof AuthError && error.code === 'revocations_stale')) throw error
  }
  await feed.refresh().catch(() => {})
  return verify()
}
