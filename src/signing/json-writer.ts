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

/** Whether nothing is escaped in any case. Looked for first, and without a pattern: both takes half as long. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false
  }
  return true
}

function quote(text: string, ascii: boolean): string {
  if (isPlain(text)) return `"${text}"`
  if (ascii) return `"${text.replaceAll(notPrintable, escape)}"`
  // Python fails here too: such text has no UTF-8.
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be written as UTF-8')
  return `"${text.replaceAll(notAllowed, escape)}"`
}

/** First by the code point that differs; JavaScript's own order is by UTF-16 units. */
function byCodePoint(a: string, b: string): number {
  let i = 0
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i++
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1)
}

const isMap = (value: object): value is ReadonlyMap<unknown, unknown> => value instanceof Map

function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

interface Format {
  readonly between: string
  readonly colon: string
  readonly ascii: boolean
  readonly sortKeys: boolean
  readonly maxDepth: number
}

/** The text that Python's `json.dumps` gives for the value. */
export function writeJson(
  value: unknown,
  [between, colon]: readonly [item: string, key: string],
  ascii: boolean,
  { sortKeys = false, compat = false }: JsonWriteOptions,
): string {
  const maxDepth = compat ? maxPythonJsonDepth : maxJsonDepth
  return write(value, 0, { between, colon, ascii, sortKeys, maxDepth })
}

function write(item: unknown, depth: number, format: Format): string {
  if (typeof item === 'string') return quote(item, format.ascii)
  if (typeof item === 'number') return reprNumber(item)
  if (typeof item === 'bigint' || typeof item === 'boolean') return String(item)
  if (typeof item !== 'object') throw new TypeError(`JSON has no ${typeof item}`)
  if (item === null) return 'null'
  if (item instanceof PythonFloat) return reprFloat(item.value)
  if (depth >= format.maxDepth) throw new TypeError('the value is nested too deeply, or in itself')
  if (Array.isArray(item)) return writeList(item, depth + 1, format)
  if (isMap(item)) return writeMembers(textKeys(item), (name) => item.get(name), depth + 1, format)
  if (isPlainObject(item)) {
    return writeMembers(Object.keys(item), (name) => item[name], depth + 1, format)
  }
  throw new TypeError(`JSON has no ${item.constructor?.name ?? 'object'}`)
}

function writeList(items: readonly unknown[], depth: number, format: Format): string {
  let text = ''
  for (let i = 0; i < items.length; i++) {
    text += (i === 0 ? '' : format.between) + write(items[i], depth, format)
  }
  return `[${text}]`
}

function writeMembers(
  names: string[],
  memberOf: (name: string) => unknown,
  depth: number,
  format: Format,
): string {
  if (format.sortKeys) names.sort(byCodePoint)
  let text = ''
  for (const name of names) {
    if (text !== '') text += format.between
    text += quote(name, format.ascii) + format.colon + write(memberOf(name), depth, format)
  }
  return `{${text}}`
}

function textKeys(value: ReadonlyMap<unknown, unknown>): string[] {
  return Array.from(value.keys(), (name) => {
    if (typeof name === 'string') return name
    throw new TypeError('the keys of a Map must be strings')
  })
}

/** Whether compact JSON is ASCII where nothing else is said. */
export const compactAscii = (era: Era = '2.x'): boolean => rulesOf(era).compactAscii
