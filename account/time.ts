/** Units with their lengths in seconds, longest first. */
const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** A time in the future, said in the largest unit that fits: "in 2 minutes". Rounded up, so that it is not too early. */
export function inSeconds(seconds: number, language: string): string {
  const [unit, length] = units.find((each) => seconds >= each[1]) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(language).format(Math.ceil(seconds / length), unit)
}

/** How long ago a time was: "2 hours ago"; `undefined` within the last minute, and where the clock of this device is behind. */
export function ago(at: number, now: number, language: string): string | undefined {
  const seconds = now - at
  if (seconds < 60) return undefined
  const [unit, length] = units.find((each) => seconds >= each[1]) ?? ['second', 1]
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  return format.format(-Math.floor(seconds / length), unit)
}

/** Day and time: "26 Nov 2026, 20:13". */
export const exactly = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at * 1_000)
