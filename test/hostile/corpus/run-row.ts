import assert from 'node:assert/strict'
import { AuthError } from '../../../src/errors.ts'
import { importJwk, type Jwk } from '../../../src/keys/index.ts'
import {
  URLSafeTimedSerializer,
  TimedJSONWebSignatureSerializer,
} from '../../../src/signing/index.ts'
import { generators } from './generators.ts'
import { fill, type Values } from './fill.ts'
import type { RequestInput, Row, TargetName } from './rows.ts'
import type { Answer, Target } from './targets.ts'
import { makeToken } from './tokens.ts'
import { secretKey } from './world.ts'

/** Whether the row is about the target: how requests are framed is for the server to say, and for nobody else. */
export const isAbout = ({ kind }: Row, target: TargetName): boolean =>
  kind !== 'bytes' || target === 'serve'

/** Why a row cannot be asked of a target; `undefined`: it can. */
export function openReason({ at }: Row, target: Target): string | undefined {
  const said = at?.[target.name]
  return said?.startsWith('open: ') === true ? said.slice('open: '.length) : undefined
}

// Over sockets one bit of a character will do: the library looks at them all.
const isSample = (_: string, n: number): boolean => n % 8 === Math.floor(n / 8) % 8

/** Asks everything that a row asks of a target, and gives how many inputs that were. */
export async function runRow(row: Row, target: Target): Promise<number> {
  const cases = casesOf(row, target)
  const generated = typeof row.each === 'string' && target.name !== 'library'
  const asked = generated ? cases.filter(isSample) : cases
  assert.ok(asked.length > 0, 'nothing was asked')
  // A few at a time: thousands of sockets at once are another attack.
  for (let n = 0; n < asked.length; n += 16) {
    await Promise.all(asked.slice(n, n + 16).map((each) => runCase(row, target, each)))
  }
  return asked.length
}

function casesOf({ each }: Row, { world }: Target): readonly string[] {
  if (typeof each !== 'string') return each ?? ['']
  const [, of = 'good', name = each] = /^(timed|jws): (.*)$/.exec(each) ?? []
  const generate = generators[name]
  if (generate === undefined) throw new TypeError(`there is no generator ${each}`)
  return generate(world.values[of] ?? '')
}

async function runCase(row: Row, target: Target, each: string): Promise<void> {
  const expected = row.at?.[target.name] ?? row.expect
  const { world } = target
  const isFresh = /\{(?:refresh|spent)\}/.test(JSON.stringify(row.input))
  const before = isFresh ? await world.fresh() : world.values
  const values: Values = { ...before, each: fill(each, before) }
  if (row.kind === 'token') {
    const token = makeToken(row.input, world, values)
    return expectToken(target, token, expected)
  }
  if (row.kind === 'signed') {
    const token = fill(row.input, values)
    if (target.name !== 'library')
      return expectToken(target, token, row.at?.[target.name] ?? 'refused')
    return expectCode(target, () => loads(token, Number(values['now'])), expected, token)
  }
  if (row.kind === 'jwk') {
    const jwk: Jwk = JSON.parse(fill(JSON.stringify(row.input), values))
    if (target.name === 'library')
      return expectCode(target, () => importJwk(jwk, 'verify'), expected, each)
    // No key in a token is ever used, good or bad.
    const input = { header: { jwk }, signature: 'of a stranger' }
    return expectToken(target, makeToken(input, world, values), 'refused')
  }
  if (row.kind === 'bytes') {
    const answer = await target.bytes?.(fill(row.input, values))
    if (answer) expectFramed(answer, expected, each)
    return undefined
  }
  const answers = await target.request(filled(row.input, values), row.profile ?? 'default')
  for (const answer of answers) expectAnswer(answer, expected, each)
}

const filled = (input: RequestInput, values: Values): RequestInput => ({
  ...input,
  path: fill(input.path.replace('{guarded}', '\u0001'), values).replace('\u0001', '{guarded}'),
  ...(input.method !== undefined && { method: fill(input.method, values) }),
  ...(input.body !== undefined && { body: fill(input.body, values) }),
  headers: input.headers?.map(([name, value]) => [fill(name, values), fill(value, values)]) ?? [],
})

function loads(token: string, now: number): unknown {
  const options = { clock: () => now }
  return token.startsWith('eyJ')
    ? new TimedJSONWebSignatureSerializer(secretKey, options).loads(token)
    : new URLSafeTimedSerializer(secretKey, options).loads(token, { maxAge: 60 })
}

function expectCode(
  { onCall }: Target,
  call: () => unknown,
  expected: string,
  shown: string,
): void {
  onCall?.(call)
  let found = 'good'
  try {
    call()
  } catch (error) {
    found = error instanceof AuthError ? error.code : error instanceof Error ? error.name : 'thrown'
  }
  expectOne(found, expected, shown)
}

const expectOne = (found: string, expected: string, shown: string): void => {
  // With a code of ours, whichever it is, and not with a TypeError.
  if (expected === 'refused') assert.match(found, /^[a-z]+(?:_[a-z]+)+$/, shown)
  else
    assert.ok(
      expected.split('|').includes(found),
      `${found}, not ${expected}: ${shown.slice(0, 300)}`,
    )
}

async function expectToken(target: Target, token: string, expected: string): Promise<void> {
  if (target.auth) {
    const outcome = await target.auth.verify(token).then(
      () => 'good',
      (error: unknown) => (error instanceof AuthError ? error.code : `threw ${String(error)}`),
    )
    return expectOne(outcome, expected, token)
  }
  const request = (authorization: string): Promise<readonly Answer[]> =>
    target.request({ path: '{guarded}', headers: [['Authorization', authorization]] }, 'default')
  const answers = await request(`Bearer ${token}`)
  const others = await garbageOf(target, () => request('Bearer x'))
  for (const [n, answer] of answers.entries()) {
    const face = expected === 'good' ? '200' : faceOf(token, expected)
    expectAnswer(answer, face, token)
    // A stranger cannot tell one bad token from another.
    if (face === '401 invalid_token') assert.equal(answer.text, others[n]?.text)
  }
}

const garbage = new WeakMap<Target, Promise<readonly Answer[]>>()

/** What a target answers to garbage, asked once. */
function garbageOf(
  target: Target,
  ask: () => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const known = garbage.get(target) ?? ask()
  garbage.set(target, known)
  return known
}

/** What a refused token is over HTTP. */
function faceOf(text: string, expected: string): string {
  if (/^\d/.test(expected) || expected === cutOff) return expected
  // Spaces may stand between scheme and token, and white space around a value is none of it (RFC 9110 §5.5).
  const token = text.replaceAll(/^ +|[ \t]+$/g, '')
  // No field of a header holds these.
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\0-\u0008\n-\u001f\u007f]/.test(token)) return '400'
  // What separates tokens makes them several, or none (RFC 6750 §2.1).
  if (token === '' || /[ \t\u00a0,]/.test(token)) return '400 invalid_request'
  return '401 invalid_token'
}

/** One request has one answer, and after it nobody knows where the next one would begin (T12). */
function expectFramed(answer: Answer, expected: string, shown: string): void {
  expectAnswer(answer, expected, shown)
  assert.equal(answer.raw.match(/HTTP\/1\.1 \d/g)?.length, 1, answer.raw)
  assert.match(answer.raw, /^connection: close\r$/im)
}

/** What a header of more than 16 KiB comes to: who is still sending it may not get to see the 431. */
const cutOff = 'cut off'

/** T14: what every answer of a server says. */
const always = [
  /^x-content-type-options: nosniff\r$/im,
  /^referrer-policy: no-referrer\r$/im,
  /^content-security-policy: default-src 'none'/im,
]

function expectAnswer(answer: Answer, expected: string, shown: string): void {
  if (expected === cutOff && answer.raw === '') return
  const wanted = expected === cutOff ? '431' : expected
  const found = /^\d+$/.test(wanted) ? String(answer.status) : answer.face
  assert.equal(
    found,
    wanted,
    `${answer.by}: ${JSON.stringify(shown.slice(0, 300))}\n${answer.text.slice(0, 900)}`,
  )
  assert.doesNotMatch(answer.text, /\n {4}at |node_modules|SQLITE/, 'it shows how it was made')
  if (answer.by !== 'serve') return
  for (const header of always) assert.match(answer.raw, header, shown)
  assert.doesNotMatch(answer.raw, /^(?:server|x-powered-by):/im)
  // RFC 6750 §3: with a 401, and where a token covers too little.
  const challenges = answer.status === 401 || answer.face.includes('insufficient')
  assert.equal(/^www-authenticate: /im.test(answer.raw), challenges, shown)
  // What is asked the OAuth way is refused the OAuth way, RFC 6749 §5.2.
  const isProblem = /^content-type: application\/problem\+json\r$/im.test(answer.raw)
  const isOAuthError = /"error":"\w+","error_description"/.test(answer.raw)
  assert.equal(isProblem || isOAuthError, answer.status >= 400, shown)
}
