import { DatabaseSync } from 'node:sqlite'

/** Every value of every column of every table. */
export function dump(file: string): unknown[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  const values = tables.flatMap(({ name }) =>
    database
      .prepare(`SELECT * FROM "${String(name)}"`)
      .all()
      .flatMap(Object.values),
  )
  database.close()
  return values
}

/** Enough for a base64 member of JSON in JSON. */
const maxDepth = 5

/** What can be made of values without a key: each one as it is, decoded, unwrapped, and in its parts. */
export function explode(values: readonly unknown[]): ReadonlySet<string> {
  const found = new Set<string>()
  let layer = values.map(textOf)
  for (let depth = 0; depth <= maxDepth; depth += 1) {
    const fresh = new Set(layer.filter((text) => text !== '' && !found.has(text)))
    for (const text of fresh) found.add(text)
    layer = [...fresh].flatMap((text) => [...decoded(text), ...unwrapped(text), ...parts(text)])
  }
  return found
}

/** Bytes are text of one character each, so that nothing of them is lost. */
const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)

function* decoded(text: string): Generator<string> {
  const encodings = [
    ['hex', /^(?:[\da-f]{2}){4,}$/i],
    ['base64url', /^[\w-]{6,}={0,2}$/],
    ['base64', /^[\w+/]{6,}={0,2}$/],
  ] as const
  for (const [encoding, form] of encodings) {
    if (form.test(text)) yield Buffer.from(text, encoding).toString('latin1')
  }
}

function* unwrapped(text: string): Generator<string> {
  if (!/^[[{"]/.test(text)) return
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return
  }
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) {
      yield typeof member === 'string' ? member : JSON.stringify(member)
    }
  } else yield String(value)
}

const parts = (text: string): string[] => [
  ...text.split(/[\s,;:.$|=]+/),
  ...text.split(/[\s,;:$|]+/),
]
