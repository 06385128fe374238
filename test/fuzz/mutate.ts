import type { Random } from './random.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const odd = [
  '.',
  '..',
  '=',
  '+',
  '/',
  ' ',
  '\0',
  '\n',
  '%',
  ',',
  '"',
  '{',
  '}',
  '\u00a0',
  'é',
  '😀',
  '\ud800',
  '!',
]

type Mutation = (text: string, random: Random, other: string) => string

const spliced = (text: string, start: number, count: number, inserted: string): string =>
  text.slice(0, start) + inserted + text.slice(start + count)

const mutations: readonly Mutation[] = [
  (text, { below }) => {
    const at = below(text.length)
    return spliced(text, at, 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << below(8))))
  },
  (text, { below }) => spliced(text, below(text.length), 1, alphabet.charAt(below(64))),
  (text, { below }) => spliced(text, below(text.length + 1), 0, alphabet.charAt(below(64))),
  (text, { below, pick }) => spliced(text, below(text.length + 1), 0, pick(odd)),
  (text, { below, pick }) => spliced(text, below(text.length), 1, pick(odd)),
  (text, { below }) => spliced(text, below(text.length), 1 + below(4), ''),
  (text, { below }) => text.slice(0, below(text.length)),
  (text, { below }) => text.slice(below(text.length)),
  (text, { below }) => {
    const [from, to] = [below(text.length), below(text.length)]
    return spliced(text, to, 0, text.slice(from, from + 1 + below(40)))
  },
  (text, { below }, other) => {
    const at = below(Math.min(text.length, other.length))
    return text.slice(0, at) + other.slice(at)
  },
  (text, random, other) => {
    const [parts, others] = [text.split('.'), other.split('.')]
    return parts.map((part, n) => (random.once(2) ? part : (others[n] ?? part))).join('.')
  },
  (text, { below }) => {
    const parts = text.split('.')
    return [...parts.slice(1), parts[0]].slice(0, 1 + below(4)).join('.')
  },
]

/** The text with one to three things changed; parts may come from another one like it. */
export function mutate(text: string, random: Random, other: string): string {
  let changed = text
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    changed = random.pick(mutations)(changed === '' ? text : changed, random, other)
  }
  return changed
}
