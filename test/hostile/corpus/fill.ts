/** What the placeholders of a row stand for in one world. */
export type Values = Readonly<Record<string, string>>

const functions: Readonly<Record<string, (text: string) => string>> = {
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  latin1: (text) => Buffer.from(text, 'latin1').toString('base64'),
}

/**
 * The text with its placeholders filled in, the innermost first: `{good}`, `{now+5}`, `{a*8193}`, `{base64 a:b}`.
 * Braces around anything else are JSON.
 */
export function fill(text: string, values: Values): string {
  const filled = text.replaceAll(/\{([^{}]+)\}/g, (whole, inside: string) => {
    const value = values[inside]
    if (value !== undefined) return value
    const [, base, offset] = /^(now)([+-]\d+)$/.exec(inside) ?? []
    if (base !== undefined) return String(Number(values[base]) + Number(offset))
    const [, unit, count] = /^([^"*]+)\*(\d+)$/s.exec(inside) ?? []
    if (unit !== undefined) return unit.repeat(Number(count))
    const [, name = '', argument] = /^(\w+) (.*)$/s.exec(inside) ?? []
    const apply = functions[name]
    if (apply !== undefined && argument !== undefined) return apply(argument)
    if (/^[a-z]+$/i.test(inside)) throw new TypeError(`${text}: nothing is called ${inside}`)
    return whole
  })
  return filled === text ? text : fill(filled, values)
}
