import { seconds, type Duration } from '../clock.ts'
import { maxHashCost } from '../defaults.ts'
import { createNetworks } from './address.ts'
import type { Argon2idCost } from './setting.ts'

// How the text of a flag or a variable becomes a value. Each throws a RangeError that says what is
// expected and never repeats what was given: it may be a secret in the wrong place.

export const integer =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!/^\d{1,9}$/.test(text) || value < min || value > max) {
      throw new RangeError(`expected a whole number from ${min} to ${max}`)
    }
    return value
  }

export const matching =
  (pattern: RegExp, expected: string) =>
  (text: string): string => {
    if (!pattern.test(text)) throw new RangeError(`expected ${expected}`)
    return text
  }

export const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (text: string): Value => {
    const value = values.find((known) => known === text)
    if (value === undefined) throw new RangeError(`expected one of ${values.join(', ')}`)
    return value
  }

/** Seconds, from one up to `max`. */
export const lifetime =
  (max: number) =>
  (text: string): number => {
    const duration = /^\d+$/.test(text) ? Number(text) : text
    const value = seconds(duration as Duration, 'a time') // which throws for what is no Duration
    if (value < 1 || value > max) throw new RangeError(`expected from 1 to ${max} seconds`)
    return value
  }

/** The beginning of a day, UTC, in seconds since 1970. */
export function day(text: string): number {
  const at = /^[12]\d{3}-\d\d-\d\d$/.test(text) ? new Date(text) : new Date(Number.NaN)
  // The 31st of February is read as a day of March.
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
  if (!isDay) throw new RangeError('expected a day such as 2027-01-31')
  return at.getTime() / 1_000
}

/** Some of `values`, none of them twice. */
export const someOf =
  <Value extends string>(values: readonly Value[]) =>
  (text: string): readonly Value[] => {
    const entries = list(text).map(oneOf(values))
    if (entries.length === 0 || new Set(entries).size !== entries.length) {
      throw new RangeError(`expected some of ${values.join(', ')}, each once`)
    }
    return entries
  }

export function truth(text: string): boolean {
  if (['true', 'on', '1'].includes(text)) return true
  if (['false', 'off', '0'].includes(text)) return false
  throw new RangeError('expected on or off')
}

/** KiB by passes: as strong as each other, and the least there may be (OWASP; ASVS 5.0 appendix C). */
const leastMemory = [47_104, 19_456, 12_288]

/** The cost of new password hashes, written as it is in them. */
export function argon2idCost(text: string): Argon2idCost {
  const [, m = '', t = ''] = /^m=([1-9]\d{0,6}),t=([1-9]\d{0,2})$/.exec(text) ?? []
  const [memoryCost, timeCost] = [Number(m), Number(t)]
  const least = leastMemory[Math.min(timeCost, leastMemory.length) - 1] ?? Infinity
  if (memoryCost < least || memoryCost * timeCost > maxHashCost) {
    throw new RangeError('expected m=47104,t=1 or m=19456,t=2 or m=12288,t=3, or more of either')
  }
  return { memoryCost, timeCost }
}

/** Separated by commas; spaces around them do not count. */
function list(text: string): readonly string[] {
  if (text === '') return []
  const entries = text.split(',').map((entry) => entry.trim())
  if (entries.includes('')) throw new RangeError('expected a list separated by commas')
  return entries
}

export function networks(text: string): readonly string[] {
  const entries = list(text)
  createNetworks(entries)
  return entries
}

/** RFC 8414 §2: a URL without query and fragment, over TLS; on this machine TLS is not needed. */
export function issuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const local = ['127.0.0.1', '[::1]', 'localhost'].includes(url?.hostname ?? '')
  const scheme = url?.protocol === 'https:' || (url?.protocol === 'http:' && local)
  if (!scheme || /[?#@\s]/.test(text)) {
    throw new RangeError('expected an https URL without query and fragment (http on loopback only)')
  }
  return text
}

/** Without a password: flags are in the list of processes, and variables in that of their environment. */
export function smtpUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSmtp = url?.protocol === 'smtp:' || url?.protocol === 'smtps:'
  if (!isSmtp || url.hostname === '' || url.password !== '') {
    throw new RangeError('expected a URL such as smtps://user@smtp.example.com, without a password')
  }
  return text
}

export function databaseUrl(text: string): string {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    throw new RangeError('expected a URL that begins with postgres://')
  }
  return text
}

/** Exact origins, as browsers send them. */
export function origins(text: string): readonly string[] {
  const entries = list(text)
  if (entries.some((entry) => !URL.canParse(entry) || new URL(entry).origin !== entry)) {
    throw new RangeError('expected origins such as https://app.example.com')
  }
  return entries
}
