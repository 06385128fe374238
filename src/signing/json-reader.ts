import { maxIntegerDigits, maxJsonDepth, maxPythonJsonDepth } from '../defaults.ts'
import { BadPayload } from './errors.ts'
import { PythonFloat } from './python-float.ts'

/** How JSON is read. */
export interface JsonReadOptions {
  /**
   * Whether everything is read that Python reads: `NaN` and `Infinity`, a name twice (the last one
   * counts), lone surrogates, and nesting down to about a thousand levels. Default: false.
   */
  readonly compat?: boolean
  /**
   * Whether nothing is lost: objects are `Map`s, which keep the order of names like `"10"`, and `1.0` is a
   * {@link PythonFloat}. Default: false. Integers beyond 2⁵³ are always `bigint`s.
   */
  readonly lossless?: boolean
}

const malformed = (): BadPayload => new BadPayload('the text is not JSON')

const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y
const hexadecimal = /^[0-9a-fA-F]{4}$/
const words = new Map<string, unknown>([
  ['null', null],
  ['true', true],
  ['false', false],
])
const pythonWords = new Map<string, unknown>([
  ...words,
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
])
const escapes = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/**
 * The value of a JSON text, by Python's grammar. Takes linear time; the caller limits the size.
 *
 * @throws {BadPayload} `payload_malformed`; the message quotes nothing of the text.
 */
export function readJson(text: string, options: JsonReadOptions = {}): unknown {
  const { compat = false, lossless = false } = options
  const maxDepth = compat ? maxPythonJsonDepth : maxJsonDepth
  let at = 0

  const skipSpace = (): void => {
    for (;;) {
      const code = text.charCodeAt(at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      at++
    }
  }

  const readString = (): string => {
    let value = ''
    for (let from = ++at; ; at++) {
      const code = text.charCodeAt(at)
      if (code === 0x22) {
        value += text.slice(from, at++)
        if (!compat && !value.isWellFormed()) throw malformed()
        return value
      }
      if (!(code >= 0x20)) throw malformed() // NaN at the end
      if (code !== 0x5c) continue
      value += text.slice(from, at)
      const escaped = text.charAt(++at)
      if (escaped === 'u') {
        const digits = text.slice(at + 1, at + 5)
        if (!hexadecimal.test(digits)) throw malformed()
        value += String.fromCharCode(Number.parseInt(digits, 16))
        at += 4
      } else {
        const character = escapes.get(escaped)
        if (character === undefined) throw malformed()
        value += character
      }
      from = at + 1
    }
  }

  const readNumber = (): unknown => {
    const start = at
    while (isDigit(text.charCodeAt(at))) at++
    // Most numbers are short, nothing but digits, and do not begin with 0.
    const isPlain = at > start && at - start < 16 && !continuesNumber(text.charCodeAt(at))
    if (isPlain && text.charCodeAt(start) !== 0x30) return Number(text.slice(start, at))
    number.lastIndex = at = start
    const [digits, fraction, exponent] = number.exec(text) ?? []
    if (digits === undefined) return readWord()
    at += digits.length
    if (fraction === undefined && exponent === undefined) return integerOf(digits)
    const value = Number(digits)
    if (!compat && !Number.isFinite(value)) throw malformed()
    const looksLikeInt = Number.isSafeInteger(value) && !Object.is(value, -0)
    return lossless && looksLikeInt ? new PythonFloat(value) : value
  }

  const readArray = (depth: number): unknown[] => {
    const items: unknown[] = []
    at++
    skipSpace()
    if (text.charAt(at) === ']') return (at++, items)
    for (;;) {
      items.push(readValue(depth))
      skipSpace()
      const next = text.charAt(at++)
      if (next === ']') return items
      if (next !== ',') throw malformed()
    }
  }

  const readObject = (depth: number): unknown => {
    const members: Members = lossless ? new Map<string, unknown>() : {}
    at++
    skipSpace()
    if (text.charAt(at) === '}') at++
    else {
      for (;;) {
        skipSpace()
        if (text.charAt(at) !== '"') throw malformed()
        const name = readString()
        if (!compat && hasMember(members, name)) throw malformed()
        skipSpace()
        if (text.charAt(at++) !== ':') throw malformed()
        setMember(members, name, readValue(depth))
        skipSpace()
        const next = text.charAt(at++)
        if (next === '}') break
        if (next !== ',') throw malformed()
      }
    }
    return members
  }

  const readWord = (): unknown => {
    for (const [word, value] of compat ? pythonWords : words) {
      if (text.startsWith(word, at)) {
        at += word.length
        return value
      }
    }
    throw malformed()
  }

  const readValue = (depth: number): unknown => {
    skipSpace()
    const first = text.charAt(at)
    if (first === '"') return readString()
    if (first !== '{' && first !== '[') return readNumber()
    if (depth >= maxDepth) throw new BadPayload('the JSON is nested too deeply')
    return first === '{' ? readObject(depth + 1) : readArray(depth + 1)
  }

  const value = readValue(0)
  skipSpace()
  if (at !== text.length) throw malformed()
  return value
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/** `.`, `e` or `E`. */
const continuesNumber = (code: number): boolean => code === 0x2e || code === 0x65 || code === 0x45

type Members = Map<string, unknown> | Record<string, unknown>

const hasMember = (members: Members, name: string): boolean =>
  members instanceof Map ? members.has(name) : Object.hasOwn(members, name)

function setMember(members: Members, name: string, value: unknown): void {
  if (members instanceof Map) members.set(name, value)
  else if (name !== '__proto__') members[name] = value
  else {
    // Set plainly it would be the prototype.
    const property = { value, enumerable: true, configurable: true, writable: true }
    Object.defineProperty(members, name, property)
  }
}

/** A number where it is exact, a bigint where it is not. */
function integerOf(digits: string): number | bigint {
  const value = Number(digits)
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value // never -0, which is a float
  // What Python refuses as well: turning n digits into a number takes n² steps.
  if (digits.replace('-', '').length > maxIntegerDigits) throw malformed()
  return BigInt(digits)
}
