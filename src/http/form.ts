import { decodeUtf8 } from '../bytes.ts'
import { AuthError } from '../errors.ts'
import { readBytes } from './body.ts'
import { InvalidRequest } from './invalid-request.ts'

const form =
  /^application\/x-www-form-urlencoded[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i

/**
 * The body of an OAuth request, RFC 6749 appendix B. What is not known there is for the caller to ignore (§3.2).
 *
 * @throws {AuthError} `unsupported_media_type`, `payload_too_large`, `invalid_request` (also for a parameter twice).
 */
export async function readForm(request: Request): Promise<ReadonlyMap<string, string>> {
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (!form.test(request.headers.get('content-type') ?? '') || encoding !== 'identity') {
    throw new AuthError('unsupported_media_type', 'the body is not a plain form')
  }
  const text = decodeUtf8(await readBytes(request))
  if (text === undefined) throw new InvalidRequest('the body is not UTF-8')
  const parameters = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (parameters.has(name)) throw new InvalidRequest('a parameter is there more than once')
    parameters.set(name, value)
  }
  // RFC 6749 §3.2: without a value it counts as left out.
  for (const [name, value] of parameters) if (value === '') parameters.delete(name)
  return parameters
}
