import { maxJsonDepth, maxPythonJsonDepth } from '../defaults.ts'
import { type Era, rulesOf } from './eras.ts'
import { PythonFloat, reprFloat, reprNumber } from './python-float.ts'

/** How JSON is laid out, as the arguments of Python's `json.dumps`. */
export interface JsonFormat {
  /** Whether what is not ASCII is escaped. Default: by the serializer. */
  readonly ensureAscii?: boolean
  /** Between members, and between name and value. Default: by the serializer. */
  readonly separators?: readonly [item: string, key: string]
  /** Whether members are in the order of their names. Default: false, the order they were set in. */
  readonly sortKeys?: boolean
}

export interface JsonWriteOptions extends JsonFormat {
  readonly era?: Era
  readonly compat?: boolean
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}
const escape = (unit: string): string =>
  escapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
// As Python: DEL is escaped only where everything beyond ASCII is.
const notPrintable = /[^ !#-[\]-~]/g
const notAllowed = /[^ !#-[\]-\uffff]/g

const quoteAscii = (text: string): string => `"${escaped(text, notPrintable)}"`

/** Looked for first: mostly there is nothing, and to find that out takes half of what replacing does. */
const escaped = (text: string, unfit: RegExp): string =>
  text.search(unfit) < 0 ? text : text.replaceAll(unfit, escape)

function quoteRaw(text: string): string {
  // Python fails here too: such text has no UTF-8.
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be written as UTF-8')
  return `"${escaped(text, notAllowed)}"`
}

/** First by the code point that differs; JavaScript's own order is by UTF-16 units. */
function byCodePoint([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  let i = 0
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i++
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1)
}

/** The members of an object or a `Map`. */
function membersOf(value: object): [string, unknown][] {
  if (value instanceof Map) {
    return [...value].map(([name, member]: [unknown, unknown]) => {
      if (typeof name !== 'string') throw new TypeError('the keys of a Map must be strings')
      return [name, member]
    })
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype) return Object.entries(value)
  throw new TypeError(`JSON has no ${value.constructor?.name ?? 'object'}`)
}

/** The text that Python's `json.dumps` gives for the value. */
export function writeJson(
  value: unknown,
  separators: readonly [item: string, key: string],
  ascii: boolean,
  { sortKeys = false, compat = false }: JsonWriteOptions,
): string {
  const [between, colon] = separators
  const quote = ascii ? quoteAscii : quoteRaw
  const maxDepth = compat ? maxPythonJsonDepth : maxJsonDepth

  const write = (item: unknown, depth: number): string => {
    if (typeof item === 'string') return quote(item)
    if (typeof item === 'number') return reprNumber(item)
    if (typeof item === 'bigint' || typeof item === 'boolean') return String(item)
    if (typeof item !== 'object') throw new TypeError(`JSON has no ${typeof item}`)
    return item === null ? 'null' : writeObject(item, depth + 1)
  }

  const writeObject = (item: object, depth: number): string => {
    if (item instanceof PythonFloat) return reprFloat(item.value)
    if (depth > maxDepth) throw new TypeError('the value is nested too deeply, or in itself')
    if (Array.isArray(item)) {
      const written: string[] = []
      for (const member of item) written.push(write(member, depth))
      return `[${written.join(between)}]`
    }
    const members = membersOf(item)
    if (sortKeys) members.sort(byCodePoint)
    const written = members.map(([name, member]) => quote(name) + colon + write(member, depth))
    return `{${written.join(between)}}`
  }

  return write(value, 0)
}

/** Whether compact JSON is ASCII where nothing else is said. */
export const compactAscii = (era: Era = '2.x'): boolean => rulesOf(era).compactAscii
