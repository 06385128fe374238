// Holds docs/asvs.md to what it names: a test that is renamed, or a heading that is gone, fails here.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'

const page = new URL('../docs/asvs.md', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, page), 'utf8')

interface Row {
  readonly requirement: string
  readonly verdict: string
  readonly evidence: string
}

const rows: Row[] = Array.from(
  read('asvs.md').matchAll(/^\| (\d[^|]*) \| [123] \|[^|]*\| ([^|]*) \|(.*)\|$/gm),
  ([, requirement = '', verdict = '', evidence = '']) => ({ requirement, verdict, evidence }),
)

/** How many requirements of levels 1 and 2 the sections have, from the first one on. */
const sections: readonly (readonly [chapter: number, requirements: readonly number[]])[] = [
  [6, [3, 12, 4, 4, 5, 3, 0, 4]],
  [7, [3, 4, 2, 5, 2, 2]],
  [9, [3, 4]],
  [10, [2, 2, 4, 11, 5, 2, 3]],
]

/** `6.5.1–6.5.3` is three. */
function numbersOf(requirement: string): string[] {
  const [first = '', last = first] = requirement.split('–')
  const section = first.slice(0, first.lastIndexOf('.'))
  const [from, to] = [first, last].map((number) => Number(number.split('.').at(-1)))
  return Array.from(
    { length: Number(to) - Number(from) + 1 },
    (_, i) => `${section}.${Number(from) + i}`,
  )
}

const linksOf = (evidence: string): [text: string, path: string][] =>
  Array.from(
    evidence.matchAll(/\[((?:[^\]\\]|\\.)*)\]\(([^)]+)\)/g),
    ([, text = '', path = '']) => [text, path],
  )

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')

it('has every requirement of levels 1 and 2, once', () => {
  const listed = rows.flatMap(({ requirement }) => numbersOf(requirement))
  assert.equal(new Set(listed).size, listed.length)
  for (const [chapter, requirements] of sections) {
    for (const [index, count] of requirements.entries()) {
      const section = `${chapter}.${index + 1}`
      assert.deepEqual(
        numbersOf(`${section}.1–${section}.${count}`).filter((one) => !listed.includes(one)),
        [],
      )
    }
  }
})

for (const { requirement, verdict, evidence } of rows) {
  it(`${requirement} ${verdict}`, () => {
    assert.match(verdict, /^(?:holds|application|absent)$/)
    const links = linksOf(evidence)
    if (verdict === 'holds') assert.ok(links.length > 0, 'holds, and names nothing that shows it')
    if (verdict === 'absent')
      assert.notEqual(evidence.trim(), '', 'absent, and does not say what is')
    for (const [text, path] of links) {
      const [file = '', anchor] = path.split('#')
      const content = read(file)
      if (file.endsWith('.test.ts'))
        assert.ok(content.includes(text), `${file} has no test ${text}`)
      if (anchor !== undefined) {
        const anchors = Array.from(content.matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
          anchorOf(heading),
        )
        assert.ok(anchors.includes(anchor), `${file} has no heading ${anchor}`)
      }
    }
  })
}
