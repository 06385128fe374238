import type { Call, Input } from './history.ts'

// The rules of renewal, one call after the other. Written from the protocol and not from the code: a
// mistake in `src/sessions` must not be repeated here.

/** A session, as far as its calls can tell. */
export interface State {
  readonly live: boolean
  readonly generation: number
  /** Of the last 8 rotations, newest first. */
  readonly renewalIds: readonly (string | undefined)[]
  /** The call that rotated it last was under way from here … */
  readonly rotatedFrom: number
  /** … to here. */
  readonly rotatedTo: number
}

export const start: State = {
  live: true,
  generation: 0,
  renewalIds: [],
  rotatedFrom: -Infinity,
  rotatedTo: -Infinity,
}

const idsKept = 8
/** Seconds in which a renewal without a name is a retry. */
const retryWindow = 10
/** Seconds: the clocks of two processes of one machine, and what lies between a reading and its use. */
export const usualSlack = 0.5

/** The states that the call may have led to with the outcome it had; none: it cannot have. */
export function step(state: State, call: Call, slack: number): readonly State[] {
  const { input, outcome } = call
  if (input.op === 'renew') return renew(state, input, call, slack)
  const ended = state.live ? { ...state, live: false } : state
  if (input.op === 'revoke') return outcome === 'ok' || outcome === 'unknown' ? [ended] : []
  if (outcome === 'unknown') return [state]
  return state.live === (outcome === 'ok') ? [state] : []
}

/** Two states with one key are the same. */
export const keyOf = ({ live, generation, renewalIds, rotatedFrom }: State): string =>
  `${live} ${generation} ${renewalIds.join()} ${rotatedFrom}`

type Renew = Extract<Input, { op: 'renew' }>
type Verdict = 'rotate' | 'repeat' | 'stale' | 'reuse' | 'refuse'

function renew(state: State, input: Renew, call: Call, slack: number): readonly State[] {
  return verdicts(state, input, call, slack)
    .filter((verdict) => agrees(verdict, state, call))
    .map((verdict) => after(verdict, state, input, call))
}

function verdicts(
  state: State,
  { generation, renewalId }: Renew,
  call: Call,
  slack: number,
): Verdict[] {
  if (!state.live) return ['refuse']
  const behind = state.generation - generation
  if (behind === 0) return ['rotate']
  // Only storage that loses what it acknowledged can be behind a token of ours.
  if (behind < 0) return []
  const own = renewalId !== undefined && state.renewalIds[behind - 1] === renewalId
  if (behind > 1) return [own ? 'stale' : 'reuse']
  if (own) return ['repeat']
  const [least, most] = [call.from - state.rotatedTo, call.to - state.rotatedFrom]
  if (most < retryWindow - slack) return ['repeat']
  return least > retryWindow + slack ? ['reuse'] : ['repeat', 'reuse']
}

function agrees(verdict: Verdict, { generation }: State, { outcome, output }: Call): boolean {
  if (outcome === 'unknown') return true
  if (verdict === 'rotate') return outcome === 'ok' && output?.generation === generation + 1
  if (verdict === 'repeat') return outcome === 'ok' && output?.generation === generation
  return outcome === (verdict === 'stale' ? 'stale' : 'denied')
}

function after(verdict: Verdict, state: State, { renewalId }: Renew, { from, to }: Call): State {
  if (verdict === 'reuse') return { ...state, live: false }
  if (verdict !== 'rotate') return state
  return {
    live: true,
    generation: state.generation + 1,
    renewalIds: [renewalId, ...state.renewalIds].slice(0, idsKept),
    rotatedFrom: from,
    rotatedTo: to,
  }
}
