import { encodeBase64url } from '../../../src/bytes.ts'
import { fill, type Values } from './fill.ts'
import type { TokenInput } from './rows.ts'
import { signatures } from './signatures.ts'
import type { World } from './world.ts'

/** The token that a row describes. */
export function makeToken(input: string | TokenInput, world: World, values: Values): string {
  if (typeof input === 'string') return fill(input, values)
  const { as, without = [], raw = {} } = input
  const part = (
    change: object | string = {},
    good = '',
    spelled: TokenInput['raw'] = {},
  ): string => {
    const text =
      typeof change === 'string'
        ? fill(change, values)
        : changed(good, change, { without, spelled, values })
    return encodeBase64url(Buffer.from(text, as ?? 'utf8'))
  }
  const signed = `${part(input.header, values['headers'])}.${part(input.claims, values['members'], raw)}`
  const sign = signatures[fill(input.signature ?? 'ours', values)]
  if (sign === undefined) throw new TypeError(`nobody signs as ${input.signature}`)
  const signature = sign(signed, world)
  return `${signed}.${typeof signature === 'string' ? signature : encodeBase64url(signature)}`
}

function changed(
  good: string,
  change: object,
  {
    without,
    spelled,
    values,
  }: { without: readonly string[]; spelled: TokenInput['raw']; values: Values },
): string {
  const members: object = { ...JSON.parse(`{${good}`), ...change }
  const kept = Object.entries(members).filter(([name]) => !without.includes(name))
  const marked = Object.keys(spelled ?? {}).map((name) => [name, `@${name}@`] as const)
  let text = fill(JSON.stringify(Object.fromEntries([...kept, ...marked])), values)
  for (const [name, json] of Object.entries(spelled ?? {}))
    text = text.replace(`"@${name}@"`, () => fill(json, values))
  return text
}
