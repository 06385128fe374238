/**
 * `latchkey/verifier` for runtimes without Node: workers, edge functions, browsers. The same names and
 * the same verdicts, with signatures verified by Web Crypto; nothing behind it loads a module of Node.
 */
import { encodeUtf8 } from '../encoding.ts'
import { importWebJwk, importWebJwkSet } from '../keys/portable.ts'
import type { VerificationKey } from '../keys/portable.ts'
import { createVerifierOn } from './create-verifier.ts'
import type { Verifier, VerifierOptions, VerifierRuntime } from './create-verifier.ts'
import { createProofsOn } from './proofs.ts'

export { AuthError } from '../errors.ts'
export { authRequired, parseAuthorization } from './authorization.ts'
export { eventFeed } from './event-feed.ts'
export { createRevocationSet } from './revocation-set.ts'

const web: VerifierRuntime<VerificationKey> = {
  importJwkSet: importWebJwkSet,
  proofs: (options) => createProofsOn({ importJwk: importWebJwk, digest }, options),
  verify: (check, token, staleAfter) => check.verifyLater(token, staleAfter),
  verifyWithoutProof: (check, token, staleAfter) =>
    check.verifyLaterWithoutProof(token, staleAfter),
  verifyNow: (check, token) => check.recall(token),
}

async function digest(text: string): Promise<string> {
  const hash = await globalThis.crypto.subtle.digest('SHA-256', encodeUtf8(text))
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '')
}

/** As in `verifier.ts`, but that `verifyNow` answers for tokens that were verified before and for no others. */
export const createVerifier = <Claims extends object = object>(
  options: VerifierOptions<Claims>,
): Verifier<Claims> => createVerifierOn(web, options)
