import { issuing } from './issuing.ts'
import type { JwsAlgorithm } from '../src/keys/index.ts'
import { perCpuSecond, race } from './measure.ts'
import type { Contender, Race } from './measure.ts'
import { bare, bareName, fastJwt, jose, jwt, latchkey } from './verifying.ts'
import type { Verify } from './verifying.ts'

const turns = 7
const distinct = 1_000
const algorithms: readonly JwsAlgorithm[] = ['HS256', 'ES256', 'RS256', 'EdDSA']

/** Tokens one after the other, again and again; those with a cache have seen them all before. */
export async function benchVerify(): Promise<Race[]> {
  const races: Race[] = []
  for (const algorithm of algorithms) {
    const from = issuing(algorithm)
    const tokens = Array.from({ length: distinct }, () => from.token())
    const ways: Record<string, Verify | undefined> = {
      latchkey: latchkey(from),
      'latchkey, token seen before': latchkey(from, { maxEntries: distinct }),
      [bareName(from)]: bare(from, tokens),
      jose: await jose(from),
      jsonwebtoken: jwt(from),
      'jsonwebtoken, key ready': jwt(from, true),
      'fast-jwt': fastJwt(from),
      'fast-jwt, cached': fastJwt(from, distinct),
      'fast-jwt, cached by the whole token': fastJwt(from, distinct, true),
    }
    const contenders: Record<string, Contender> = {}
    for (const [name, verify] of Object.entries(ways)) {
      if (!verify) continue
      for (const token of tokens) await verify(token) // what is to be seen before, is
      let next = 0
      contenders[name] = perCpuSecond(() => verify(tokens[next++ % distinct] ?? ''))
    }
    races.push(await race({ what: `verify ${algorithm}`, unit: 'tokens/CPU s', turns }, contenders))
  }
  return races
}
