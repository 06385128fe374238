import { AuthError } from '../errors.ts'
import { problem } from '../http/index.ts'
import type { Outcome } from './front.ts'

/** A refusal of what only a server of its own has, all of which can be read and nothing else. */
export function refuse(route: string, code: 'not_found' | 'method_not_allowed'): Outcome {
  const response = problem(new AuthError(code, 'refused by the server'))
  if (response.status === 405) response.headers.set('Allow', 'GET, HEAD')
  return { response, route, code }
}

export const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD'
