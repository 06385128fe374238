import { AuthError } from '../../src/errors.ts'
import { URLSafeTimedSerializer } from '../../src/signing/index.ts'
import { secretKey } from './world.ts'
import type { World } from './world.ts'

export interface MailTokenMap {
  /** The path with the token that we mailed in the place of the recorded one. */
  ours(path: string): Promise<string>
}

/** Which of our mailed tokens stands for which recorded one: the newest when it first comes, or one that is as old as it. */
export function createMailTokenMap(world: World, clock: () => number): MailTokenMap {
  const known = new Map<string, string>()

  async function counterpart(kind: string, recorded: string): Promise<string> {
    const serializer = (now: () => number): URLSafeTimedSerializer =>
      new URLSafeTimedSerializer(secretKey, { salt: `${kind}-salt`, clock: now })
    const [value, signed] = serializer(clock).loads(recorded, { returnTimestamp: true })
    const [uniquifier, digest] = value as readonly [string, string] // as it was recorded
    const signedAt = signed.getTime() / 1_000
    const links = world.letters
      .map(({ text }) => linked(kind, text))
      .filter((token) => token !== '')
    if (clock() - signedAt < 3_600) return links.at(-1) ?? recorded
    const account = await world.auth.accounts.findByEmail(world.letters.at(-1)?.to ?? '')
    const identity =
      (await world.store.findFlaskIdentityByUniquifier(uniquifier)) ??
      (account && (await world.store.findFlaskIdentity(account.id)))
    return serializer(() => signedAt).dumps([identity?.uniquifier ?? uniquifier, digest])
  }

  return {
    async ours(path) {
      const [, kind = '', recorded = ''] = /^\/(reset|confirm)\/([^?]+)/.exec(path) ?? []
      if (kind === '') return path
      try {
        const token = known.get(recorded) ?? (await counterpart(kind, recorded))
        known.set(recorded, token)
        return path.replace(recorded, token)
      } catch (error) {
        // What was no token there is none here.
        if (error instanceof AuthError) return path
        throw error
      }
    },
  }
}

/** The token of the link in a letter; '' for none of the kind. */
export const linked = (kind: string, text: string): string =>
  new RegExp(`/${kind}/(\\S+)`).exec(text)?.[1] ?? ''
