import { setTimeout as pause } from 'node:timers/promises'
import { openAuth, readConfig } from '../src/server/index.ts'
import type { TokenAnswer } from '../src/wire.ts'
import type { Profile } from '../test/hostile/corpus/rows.ts'
import { answerOf, issuer, written } from '../test/hostile/corpus/targets.ts'
import type { Answer, Target } from '../test/hostile/corpus/targets.ts'
import { openWorld, password, person } from '../test/hostile/corpus/world.ts'
import { exchange } from '../test/server/raw.ts'

/** Servers that come and go, and what they did not answer at first. */
export interface DyingTarget extends Target {
  /** Questions that were cut off, refused for now, or reached nobody. */
  readonly unanswered: () => number
}

/** Times that something is asked until it is answered: half a minute at least. */
const attempts = 1_000

/** The target of the corpus on servers that are killed again and again: each question is asked until it is answered. */
export async function dyingTarget(
  data: string,
  ports: Readonly<Record<Profile, number>>,
): Promise<DyingTarget> {
  let unanswered = 0
  const send = async (profile: Profile, bytes: Buffer, isHead: boolean): Promise<Answer> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const raw = await exchange(ports[profile], bytes).catch(() => '')
      const answer = answerOf('serve', raw)
      if (isWhole(raw, isHead) && answer.status !== 503) return answer
      unanswered += 1
      await pause(30)
    }
    throw new Error('nobody answers')
  }
  const renew = async (refreshToken: string) => {
    const headers = [['Content-Type', 'application/json']] as const
    const body = JSON.stringify({ refreshToken })
    const asked = { method: 'POST', path: '/api/v1/renew', headers, body }
    const { raw } = await send('default', written(asked, ''), false)
    const answer = JSON.parse(raw.slice(raw.indexOf('\r\n\r\n'))) as TokenAnswer // of a live refresh token of ours
    return { accessToken: answer.token, refreshToken: answer.refreshToken }
  }
  const auth = await openAuth({ ...readConfig({}, {}).config, data }, { issuer, beside: true })
  const account = await auth.accounts.register({ ...person, password })
  return {
    name: 'serve',
    world: await openWorld(auth, account, { now: Math.floor(Date.now() / 1_000), renew }),
    unanswered: () => unanswered,
    request: async (asked, profile) => [
      await send(profile, written(asked, '/api/v1/me'), asked.method === 'HEAD'),
    ],
    bytes: (bytes) => send('default', Buffer.from(bytes, 'latin1'), bytes.startsWith('HEAD ')),
    close: async () => {
      await auth.close()
      return ''
    },
  }
}

/** Whether nothing of an answer was cut off. */
function isWhole(raw: string, isHead: boolean): boolean {
  const end = raw.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = Number(/^content-length: (\d+)\r$/im.exec(raw.slice(0, end + 2))?.[1] ?? 0)
  return isHead || raw.length - end - 4 >= length
}
