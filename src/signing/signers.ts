// Which signers a serializer has, and how they are tried.
import { BadSignature, SignatureExpired } from './errors.ts'
import { Signer, type SignerOptions } from './signer.ts'
import type { SecretKey, SigningRules } from './signing-options.ts'

/** {@link Signer}, {@link TimestampSigner} or a class of your own that extends one of them. */
export type SignerClass = new (secretKey: SecretKey, options?: SignerOptions) => Signer

/** What a signer is told beyond what its serializer is: not the salt, the era, the clock. */
export type SignerSettings = Pick<
  SignerOptions,
  'sep' | 'keyDerivation' | 'digestMethod' | 'algorithm'
>

/** Another way in which a value may have been signed: other options, another class, or both. */
export type FallbackSigner = SignerSettings | SignerClass | readonly [SignerClass, SignerSettings]

interface Choice {
  readonly signer?: SignerClass
  readonly signerOptions?: SignerSettings
  readonly fallbackSigners?: readonly FallbackSigner[]
}

/** The class and the settings of each fallback. */
export function fallbacksOf(
  { signer = Signer, signerOptions, fallbackSigners }: Choice,
  { rules }: SigningRules,
): (readonly [SignerClass, SignerSettings | undefined])[] {
  const sha512 = rules.fallbackSha512 ? [{ digestMethod: 'sha512' } as const] : []
  return (fallbackSigners ?? sha512).map((fallback) => {
    if (typeof fallback === 'function') return [fallback, signerOptions]
    return isPair(fallback) ? fallback : [signer, fallback]
  })
}

const isPair = (fallback: FallbackSigner): fallback is readonly [SignerClass, SignerSettings] =>
  Array.isArray(fallback)

/** What the first signer gives that finds its signature; otherwise the last one's complaint. */
export function firstOf<S extends Signer, T>(signers: readonly S[], open: (signer: S) => T): T {
  let refusal: BadSignature | undefined
  for (const signer of signers) {
    try {
      return open(signer)
    } catch (error) {
      // Too old means that the signature was good: there is nothing left to try.
      if (!(error instanceof BadSignature) || error instanceof SignatureExpired) throw error
      refusal = error
    }
  }
  throw refusal ?? new BadSignature('there is no key')
}
