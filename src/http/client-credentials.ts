import { networkOf } from '../accounts/index.ts'
import type { RegisteredClient } from '../clients/index.ts'
import { AuthError } from '../errors.ts'
import { credentialRequest } from './authenticate.ts'
import { parseClientBasic } from './client-basic.ts'
import { readAuthorization } from './credentials.ts'
import { InvalidRequest } from './invalid-request.ts'
import type { Exchange } from './route.ts'

/** Who asks an OAuth endpoint for something. */
export interface Caller {
  /** A client that proved itself. */
  readonly client: RegisteredClient | undefined
  /** Its `client_id`, or the one that a program without a secret says it has. */
  readonly clientId: string | undefined
}

/**
 * The caller as RFC 6749 §2.3.1 has it: `client_secret_basic`, `client_secret_post`, or no secret at all.
 *
 * @throws {AuthError} `client_unknown`, also for a registered client without its secret; `invalid_request` for two
 *   ways at once; `rate_limited`.
 */
export async function readCaller(
  { auth, request, address }: Exchange,
  form: ReadonlyMap<string, string>,
): Promise<Caller> {
  const authorization = readAuthorization(credentialRequest(request))
  const claimed = form.get('client_id')
  const posted = form.get('client_secret')
  const network = networkOf(address)
  if (authorization !== undefined) {
    const basic = parseClientBasic(authorization)
    if (posted !== undefined || (claimed !== undefined && claimed !== basic?.name)) {
      throw new InvalidRequest('the client authenticates in two ways')
    }
    // What cannot be read is counted like what is wrong.
    const { name = '', password: secret = '' } = basic ?? {}
    return provenCaller(await auth.clients.authenticate({ name, secret }, { network }))
  }
  if (posted !== undefined) {
    const credentials = { name: claimed ?? '', secret: posted }
    return provenCaller(await auth.clients.authenticate(credentials, { network }))
  }
  if (claimed !== undefined && (await auth.clients.find(claimed)) !== undefined) {
    throw new AuthError('client_unknown', 'a registered client came without its secret')
  }
  return { client: undefined, clientId: claimed }
}

const provenCaller = (client: RegisteredClient): Caller => ({ client, clientId: client.name })
