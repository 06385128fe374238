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
export const readJson = (text: string, options: JsonReadOptions = {}): unknown =>
  new Reader(text, options).read()

class Reader {
  readonly #text: string
  readonly #compat: boolean
  readonly #lossless: boolean
  #at = 0

  constructor(text: string, { compat = false, lossless = false }: JsonReadOptions) {
    this.#text = text
    this.#compat = compat
    this.#lossless = lossless
  }

  read(): unknown {
    const value = this.#value(0)
    // NaN at the end
    if (this.#next() >= 0) throw malformed()
    return value
  }

  /** The code of what comes behind spaces, NaN at the end; `#at` is there. */
  #next(): number {
    const text = this.#text
    let at = this.#at
    let code = text.charCodeAt(at)
    while (code === space || code === 0x0a || code === 0x0d || code === 0x09)
      code = text.charCodeAt(++at)
    this.#at = at
    return code
  }

  #value(depth: number): unknown {
    const first = this.#next()
    if (first === quote) return this.#string()
    if (first !== openBrace && first !== openBracket) return this.#number(first)
    const maxDepth = this.#compat ? maxPythonJsonDepth : maxJsonDepth
    if (depth >= maxDepth) throw new BadPayload('the JSON is nested too deeply')
    this.#at++
    return first === openBrace ? this.#object(depth + 1) : this.#array(depth + 1)
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = []
    if (this.#next() === closeBracket) return (this.#at++, items)
    for (;;) {
      items.push(this.#value(depth))
      const next = this.#next()
      this.#at++
      if (next === closeBracket) return items
      if (next !== comma) throw malformed()
    }
  }

  #object(depth: number): Members {
    const members: Members = this.#lossless ? new Map<string, unknown>() : {}
    if (this.#next() === closeBrace) return (this.#at++, members)
    for (;;) {
      if (this.#next() !== quote) throw malformed()
      const name = this.#string()
      if (!this.#compat && hasMember(members, name)) throw malformed()
      if (this.#next() !== colon) throw malformed()
      this.#at++
      setMember(members, name, this.#value(depth))
      const next = this.#next()
      this.#at++
      if (next === closeBrace) return members
      if (next !== comma) throw malformed()
    }
  }

  #string(): string {
    const text = this.#text
    let at = this.#at + 1
    const from = at
    let code = text.charCodeAt(at)
    // Most texts are ASCII without an escape: a slice of this one.
    while (code >= space && code < 0x80 && code !== quote && code !== backslash)
      code = text.charCodeAt(++at)
    if (code === quote) {
      this.#at = at + 1
      return text.slice(from, at)
    }
    return this.#longString(from)
  }

  /** One with an escape, or beyond ASCII. */
  #longString(start: number): string {
    const text = this.#text
    let value = ''
    let from = start
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) {
        value += text.slice(from, at)
        if (!this.#compat && !value.isWellFormed()) throw malformed()
        this.#at = at + 1
        return value
      }
      if (!(code >= space)) throw malformed() // NaN at the end
      if (code !== backslash) continue
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

  #number(first: number): unknown {
    const text = this.#text
    const start = this.#at
    let at = start
    let code = first
    let value = 0
    while (code >= zero && code <= nine) {
      value = 10 * value + (code - zero)
      code = text.charCodeAt(++at)
    }
    // Most numbers are short and nothing but digits. More of them do not begin with 0.
    const length = at - start
    if (length > 0 && length < 16 && (first > zero || length === 1) && !continuesNumber(code)) {
      this.#at = at
      return value
    }
    number.lastIndex = start
    const [digits, fraction, exponent] = number.exec(text) ?? []
    if (digits === undefined) return this.#word()
    this.#at += digits.length
    if (fraction === undefined && exponent === undefined) return integerOf(digits)
    const float = Number(digits)
    if (!this.#compat && !Number.isFinite(float)) throw malformed()
    const looksLikeInt = Number.isSafeInteger(float) && !Object.is(float, -0)
    return this.#lossless && looksLikeInt ? new PythonFloat(float) : float
  }

  #word(): unknown {
    for (const [word, value] of this.#compat ? pythonWords : words) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    }
    throw malformed()
  }
}

const [space, quote, comma, zero, nine, colon] = [0x20, 0x22, 0x2c, 0x30, 0x39, 0x3a]
const [openBracket, backslash, closeBracket, openBrace, closeBrace] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d]

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
