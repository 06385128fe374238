/** What a user agent says of itself, as far as a person cares. */
export interface DeviceName {
  readonly kind: 'computer' | 'phone' | 'program'
  /** `undefined`: it says nothing that can be read. */
  readonly program?: string
  readonly system?: string
}

// The order matters: each of them claims to be those below it.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string, DeviceName['kind']])[] = [
  [/\biPhone\b/, 'iPhone', 'phone'],
  [/\biPad\b/, 'iPad', 'phone'],
  [/\bAndroid\b/, 'Android', 'phone'],
  [/\bWindows\b/, 'Windows', 'computer'],
  [/\bCrOS\b/, 'ChromeOS', 'computer'],
  [/\bMacintosh\b/, 'macOS', 'computer'],
  [/\bLinux\b/, 'Linux', 'computer'],
]

/** Names what signed in by its user agent, which anybody can make up: it is a hint, and never markup. */
export function nameDevice(userAgent: string | null): DeviceName {
  const text = userAgent ?? ''
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1]
  if (browser === undefined) {
    const program = /^[\w .-]{1,40}(?=\/|$)/.exec(text)?.[0].trim()
    return { kind: 'program', ...(program && { program }) }
  }
  const [, system, kind = 'computer'] = systems.find(([pattern]) => pattern.test(text)) ?? []
  return { kind, program: browser, ...(system && { system }) }
}
