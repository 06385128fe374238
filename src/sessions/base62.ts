/** Eight digits make a number (62⁸ < 2⁵³): a `bigint` for each digit took five times as long. */
const perPart = 8
const part = 62n ** BigInt(perPart)
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Letters and digits only, so that a double click selects a whole token and no scanner splits it. */
export function encodeBase62(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest /= part) {
    let number = Number(rest % part)
    for (let i = 0; i < perPart; i++) {
      text = digits.charAt(number % 62) + text
      number = Math.floor(number / 62)
    }
  }
  return text.slice(-length)
}

/** The number, or `undefined` when a character is not a digit. */
export function decodeBase62(text: string): bigint | undefined {
  let value = 0n
  for (let end = text.length % perPart; end <= text.length; end += perPart) {
    let number = 0
    for (const character of text.slice(Math.max(0, end - perPart), end)) {
      const digit = digits.indexOf(character)
      if (digit < 0) return undefined
      number = number * 62 + digit
    }
    value = value * part + BigInt(number)
  }
  return value
}
