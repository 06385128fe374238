import { systemClock } from '../clock.ts'
import { AuthError } from '../errors.ts'
import {
  inspectUnverified,
  SignatureExpired,
  type Era,
  type UnverifiedInspection,
} from '../signing/index.ts'
import { time } from './database.ts'
import { typed, UsageError } from './failures.ts'
import { refused, type Report, unverified, type Verdict } from './report.ts'
import { type SignedKindName, signedKinds } from './signed-kinds.ts'
import { type Signing, type SigningFlags, strangeFlag } from './signing-flags.ts'

/** What a text that looks like this may be: the likeliest first. */
const plausible: Readonly<Record<UnverifiedInspection['kind'], readonly SignedKindName[]>> = {
  signed: ['url-safe', 'serializer', 'signer'],
  timed: ['url-safe-timed', 'timed', 'flask-session', 'timestamp-signer'],
  'flask-session': ['flask-session', 'url-safe-timed'],
  jws: ['jws'],
  'remember-cookie': ['remember-cookie'],
}

/** What itsdangerous, Flask or Flask-Login may have signed; `undefined` where it looks like nothing of theirs. */
export function inspectSigned(
  token: string,
  { flags, key }: { readonly flags: SigningFlags; readonly key: Signing['key'] | undefined },
): Report | undefined {
  const seen = inspectUnverified(token)
  // Every text that ends with a dot looks like one that nobody signed.
  if (!seen || (seen.digestMethod === 'none' && seen.kind !== 'jws')) return undefined
  // Taken for a jws, one that expires would never do so.
  const isTimedJws = seen.kind === 'jws' && Object.hasOwn(Object(seen.header), 'exp')
  const kinds = isTimedJws ? (['timed-jws'] as const) : plausible[seen.kind]
  const payloads = kinds.map((kind) => ({ kind, payload: signedKinds[kind].peek(token) }))
  const [likeliest] = payloads.filter(({ payload }) => payload !== undefined)
  const { kind, payload } = likeliest ?? { kind: kinds[0] ?? 'signer', payload: undefined }
  const { header, signedAt, expiresAt, digestMethod: digest, compressed, eras } = seen
  const said = {
    kind,
    header,
    payload,
    signed: secondsOf(signedAt, time),
    age: secondsOf(signedAt, (at) => Math.floor(systemClock() - at)),
    expires: secondsOf(expiresAt, time),
    digest,
    compressed,
    eras: eras.length > 0 ? eras : undefined,
  }
  if (key === undefined) return { ...said, ...unverified }
  const strange = strangeFlag(flags, signedKinds[kind].takes)
  if (strange) throw new UsageError(`${strange}: means nothing for a ${kind}`)
  return { ...said, ...verify(token, { kinds, eras }, { ...flags, key }) }
}

const secondsOf = <T>(date: Date | undefined, use: (seconds: number) => T): T | undefined =>
  date && use(date.getTime() / 1_000)

interface Verified extends Verdict {
  readonly kind?: SignedKindName
  readonly era?: Era | undefined
  readonly payload?: unknown
}

/** The first kind and era that find their signature; otherwise the refusal that says most. */
function verify(
  token: string,
  { kinds, eras }: { readonly kinds: readonly SignedKindName[]; readonly eras: readonly Era[] },
  by: Signing,
): Verified {
  // The newest is the strictest. None can be told of a remember cookie, which has none.
  const tried = by.era ? [by.era] : eras.length > 0 ? eras.toReversed() : [undefined]
  let refusal: AuthError | undefined
  for (const kind of kinds) {
    for (const era of tried) {
      try {
        const payload = typed(() => signedKinds[kind].verify(token, { ...by, era }))
        return { kind, payload, era, verdict: 'good' }
      } catch (error) {
        if (!(error instanceof AuthError)) throw error
        // The signature was good: another reading of it would only leave out its age.
        if (error instanceof SignatureExpired) return { kind, era, ...refused(error) }
        if (!refusal || refusal.code === 'signature_invalid') refusal = error
      }
    }
  }
  return refusal ? refused(refusal) : unverified
}
