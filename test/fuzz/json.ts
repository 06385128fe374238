import type { Random } from './random.ts'

const scalars = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '1',
  '-1',
  '1.5',
  '1e400',
  '-1e400',
  '1e-400',
  '01',
  '.5',
  '+1',
  'NaN',
  '9007199254740993',
  'Infinity',
  'undefined',
  "'x'",
  '""',
  '"x"',
  '"\\ud800"',
  '"\\u0000"',
  '"\\x41"',
  '"a\nb"',
  '"😀"',
  '"__proto__"',
  '[]',
  '{}',
  '[[]]',
  '{"a":1}',
  '{"$ne":1}',
  '["x"]',
  '9'.repeat(400),
]
const odd = [
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ' ',
  '\n',
  '\0',
  '\ufeff',
  '//',
  '/**/',
  '\u2028',
  'x',
  '1',
]

/** The JSON of an object with these members, changed in one to three places; now and then not JSON at all. */
export function mutateJson(members: Readonly<Record<string, string>>, random: Random): string {
  const list = Object.entries(members)
  for (let left = random.below(3); left > 0; left -= 1) changeMembers(list, random)
  const text = `{${list.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`
  if (!random.once(4)) return text
  const at = random.below(text.length + 1)
  return text.slice(0, at) + random.pick(odd) + text.slice(at + random.below(3))
}

const names = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'role',
  'admin',
  'id',
  'exp',
  'x'.repeat(300),
]

function changeMembers(list: [string, string][], random: Random): void {
  const at = random.below(list.length + 1)
  const [name = 'x', value = '1'] = list[at] ?? []
  const choices: readonly (() => unknown)[] = [
    () => list.splice(at, 1),
    () => list.splice(at, 1, [name, random.pick(scalars)]),
    () => list.splice(at, 0, [name, random.pick(scalars)]),
    () => list.splice(at, 0, [random.pick(names), random.pick(scalars)]),
    () => list.splice(at, 1, [name, `[${value}]`]),
    () => list.splice(at, 1, [name, `${'['.repeat(40)}${value}${']'.repeat(40)}`]),
    () => list.splice(at, 1, [name.toUpperCase(), value]),
  ]
  random.pick(choices)()
}
