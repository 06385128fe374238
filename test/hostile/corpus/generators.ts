import { badProofs } from './proofs.ts'

const odd = [
  ...Array.from(' \t\n\r\0\u00a0\ufeff=?%"<+/\\,;:\u0001\u007f\u00e9\uff41\u{1f600}'),
  '%20',
  '\u200b',
  'e\u0301',
]

/** Many tokens of one good one. */
export const generators: Readonly<Record<string, (good: string) => readonly string[]>> = {
  'one bit changed': (good) =>
    at(good).flatMap((i) =>
      Array.from({ length: 8 }, (_, bit) =>
        spliced(good, i, 1, String.fromCharCode(good.charCodeAt(i) ^ (1 << bit))),
      ),
    ),
  'cut anywhere': (good) => at(good).map((i) => good.slice(0, i)),
  'without one character': (good) => at(good).map((i) => spliced(good, i, 1, '')),
  'one character twice': (good) => at(good).map((i) => spliced(good, i, 0, good.charAt(i))),
  'two characters swapped': (good) =>
    at(good)
      .filter((i) => i > 0 && good[i] !== good[i - 1])
      .map((i) => spliced(good, i - 1, 2, good.charAt(i) + good.charAt(i - 1))),
  'one letter in the other case': (good) =>
    at(good)
      .filter((i) => /[a-z]/i.test(good.charAt(i)))
      .map((i) => spliced(good, i, 1, String.fromCharCode(good.charCodeAt(i) ^ 32))),
  'bad proofs': badProofs,
  'something odd inside': (good) => {
    const [first, second] = [good.indexOf('.'), good.lastIndexOf('.')]
    return [1, first, first + 1, second, second + 1, good.length - 1].flatMap((i) =>
      odd.map((text) => spliced(good, i, 0, text)),
    )
  },
}

const at = (text: string): readonly number[] => Array.from(text, (_, i) => i)

const spliced = (text: string, start: number, count: number, inserted: string): string =>
  text.slice(0, start) + inserted + text.slice(start + count)
