// Flask's TaggedJSONSerializer: an object with one member, whose name is a tag, is a value that JSON has not.
import { maxPythonJsonDepth } from '../defaults.ts'
import { BadPayload } from './errors.ts'
import { compactJson, type PayloadSerializer } from './json.ts'
import { PythonFloat } from './python-float.ts'

/** The tags of values that come back as what is nearest in JavaScript, unless nothing is to be lost. */
const named = { tuple: ' t', markup: ' m', uuid: ' u' } as const

/**
 * A Python value of a Flask session that JavaScript has not: a tuple (of a list), markup or a UUID (of
 * text). Without `lossless` they are read as that list or text.
 */
export class FlaskValue {
  readonly type: keyof typeof named
  readonly value: unknown

  constructor(type: 'tuple' | 'markup' | 'uuid', value: unknown) {
    this.type = type
    this.value = value
  }
}

/** What is behind a tag, as it was before. */
const readers: ReadonlyMap<unknown, (value: unknown) => unknown> = new Map([
  [' di', withoutSuffix],
  [' t', tupleOf],
  [' b', bytesOf],
  [' m', markupOf],
  [' u', uuidOf],
  [' d', dateOf],
])

/** The session's JSON as Flask writes it where there is an application: names sorted, ASCII only. */
export const taggedJson: PayloadSerializer = {
  dumps: (value, options) =>
    compactJson.dumps(withTags(value, 0), { ensureAscii: true, sortKeys: true, ...options }),
  loads(text, options) {
    const value = untag(compactJson.loads(text, { ...options, lossless: true }))
    return options.lossless ? value : plain(value)
  },
}

function withTags(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > maxPythonJsonDepth)
    throw new TypeError('the session is nested too deeply, or in itself')
  if (value instanceof PythonFloat) return value
  if (value instanceof Date) return new Map([[' d', httpDate(value)]])
  if (value instanceof Uint8Array) {
    const view = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    return new Map([[' b', view.toString('base64')]])
  }
  if (value instanceof FlaskValue) {
    const inner = value.type === 'uuid' ? String(value.value).replaceAll('-', '') : value.value
    return new Map([[named[value.type], withTags(inner, depth + 1)]])
  }
  if (Array.isArray(value)) return value.map((item) => withTags(item, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (!(value instanceof Map) && prototype !== Object.prototype && prototype !== null) return value
  const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value)
  const members = entries.map(([key, member]) => [key, withTags(member, depth + 1)] as const)
  const [[name, item] = []] = members
  if (members.length === 1 && readers.has(name)) {
    return new Map([[' di', new Map([[`${String(name)}__`, item]])]])
  }
  return new Map(members)
}

function httpDate(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new TypeError('the date is not one')
  return date.toUTCString()
}

/** As it was before the tags: `Map`s, and {@link FlaskValue}s where JavaScript has nothing like it. */
function untag(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untag)
  if (!(value instanceof Map)) return value
  const members = Array.from(value, ([key, member]): [unknown, unknown] => [key, untag(member)])
  const [[name, item] = []] = members
  const read = members.length === 1 ? readers.get(name) : undefined
  return read === undefined ? new Map(members) : read(item)
}

/** The same in what is nearest in JavaScript. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof PythonFloat) return value.value
  if (value instanceof FlaskValue) return plain(value.value)
  if (!(value instanceof Map)) return value
  return Object.fromEntries(Array.from(value, ([name, item]) => [name, plain(item)]))
}

const malformed = (): BadPayload => new BadPayload('a tagged value is not what its tag says')

/** The object with the name that looked like a tag. */
function withoutSuffix(value: unknown): unknown {
  const [[name, item] = []] = value instanceof Map && value.size === 1 ? value : []
  if (typeof name !== 'string') throw malformed()
  return new Map([[name.slice(0, -2), item]])
}

function tupleOf(value: unknown): FlaskValue {
  if (!Array.isArray(value)) throw malformed()
  return new FlaskValue('tuple', value)
}

function markupOf(value: unknown): FlaskValue {
  if (typeof value !== 'string') throw malformed()
  return new FlaskValue('markup', value)
}

function uuidOf(value: unknown): FlaskValue {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/
  const found = typeof value === 'string' ? parts.exec(value) : null
  if (found === null) throw malformed()
  return new FlaskValue('uuid', found.slice(1).join('-'))
}

function bytesOf(value: unknown): Uint8Array {
  if (typeof value !== 'string') throw malformed()
  const bytes = Buffer.from(value, 'base64')
  if (bytes.toString('base64') !== value) throw malformed()
  return new Uint8Array(bytes)
}

const httpDates = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

function dateOf(value: unknown): Date {
  if (typeof value !== 'string' || !httpDates.test(value)) throw malformed()
  const date = new Date(value)
  if (Number.isNaN(date.getTime())) throw malformed()
  return date
}
