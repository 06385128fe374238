import type { ProvenRequest } from '../tokens/index.ts'
import type { Exchange, Parameter } from './route.ts'

/** The proof of possession in a request to one of our endpoints, RFC 9449 §4. */
export function provenRequest({ auth, request, url }: Exchange): ProvenRequest {
  // The endpoints are below the issuer, as the metadata says it; what `Host` says depends on the proxies on the way.
  const base = new URL(auth.issuer).pathname.replace(/\/$/, '')
  return {
    proof: request.headers.get('dpop') ?? '',
    method: request.method,
    url: base + url.pathname,
  }
}

/**
 * Thumbprint of the key that the sender of a request has; `undefined` when it says nothing of a key.
 *
 * @param token what the proof must be made for. Default: nothing.
 * @throws {AuthError} as `proofs.verify`.
 */
export async function provenKey(exchange: Exchange, token?: string): Promise<string | undefined> {
  if (!exchange.request.headers.has('dpop')) return undefined
  return exchange.auth.proofs.verify(provenRequest(exchange), { token })
}

/** A proof in the documentation. */
export const dpopParameter = (purpose: string): Parameter => ({
  in: 'header',
  name: 'DPoP',
  description: `A proof of possession, RFC 9449. ${purpose}`,
  schema: { type: 'string' },
})
