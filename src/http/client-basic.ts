import { parseBasic } from './basic.ts'
import type { BasicCredentials } from './basic.ts'

/**
 * Basic as OAuth clients send it: name and password are form-encoded first (RFC 6749 §2.3.1), so that
 * `_` may come as `%5F`. `undefined`: it is none.
 */
export function parseClientBasic(authorization: string): BasicCredentials | undefined {
  const basic = parseBasic(authorization)
  if (!basic) return undefined
  try {
    return { name: decode(basic.name), password: decode(basic.password) }
  } catch {
    return undefined
  }
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))
