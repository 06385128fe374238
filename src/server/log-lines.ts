import { networkOf } from '../accounts/index.ts'
import { AuthError } from '../errors.ts'
import type { AuthEvent } from '../events.ts'
import type { Exchange } from './front.ts'
import type { Log } from './log.ts'

/** One line per request: no path, query, header or name of the client's, and its network for an address. */
export function logExchange(log: Log, exchange: Exchange): void {
  const { requestId, method, route, status, code, error, address, aborted } = exchange
  const line = {
    event: 'request',
    requestId,
    method,
    route,
    status,
    code,
    // One sentence without anything of the request: what `latchkey explain` shows.
    ...(error instanceof AuthError && { reason: error.message }),
    duration: Math.round(exchange.seconds * 1e4) / 1e4,
    network: networkOf(address),
    ...(aborted && { aborted }),
  }
  // An error of the system: the client was told nothing but the request id. A method that is not
  // implemented is none: with it a stranger could wake whoever is on call.
  if (status >= 500 && status !== 501) log.error({ ...line, error })
  else log.info(line)
}

/** What concerns an account or the storage; refusals are in the line of their request. */
export function logEvent(log: Log, { type, ...event }: AuthEvent): void {
  const line = { event: type, ...event }
  switch (type) {
    case 'task_failed':
    case 'storage_lost_writes':
      return log.error(line)
    case 'refresh_token_reuse':
      return log.warn(line)
    case 'sign_in_refused':
    case 'renewal_refused':
      return
    case 'signed_in':
    case 'renewed':
    case 'client_token_issued':
    case 'session_ended':
      return log.info(line)
  }
}
