// The corpus of hostile input, asked of functions, of guards in frameworks and of a server.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readCorpus, type TargetName } from './corpus/rows.ts'
import { isAbout, openReason, runRow } from './corpus/run-row.ts'
import { guards, library, server, type Target } from './corpus/targets.ts'

const corpus = readCorpus()

it('has every row once', () => {
  assert.deepEqual(
    corpus.map(({ id }) => id).filter((id, n, all) => all.indexOf(id) !== n),
    [],
  )
})

const targets: readonly (readonly [TargetName, () => Promise<Target>])[] = [
  ['library', library],
  ['guard', guards],
  ['serve', server],
]

for (const [name, open] of targets) {
  const rows = corpus.filter((row) => isAbout(row, name))
  describe(`the corpus, asked of ${name}`, () => {
    let target: Target
    const counts = { asked: 0, open: 0 }
    before(async () => (target = await open()))
    let closing: Promise<string> | undefined
    const close = (): Promise<string> => (closing ??= target.close())
    after(close)

    for (const row of rows) {
      it(row.id, async (t) => {
        const reason = openReason(row, target)
        if (reason === undefined) counts.asked += await runRow(row, target)
        else {
          counts.open += 1
          t.skip(`OPEN: ${reason}`)
        }
      })
    }

    it('L23 O12 was asked, and wrote down nothing of it', async (t) => {
      t.diagnostic(
        `${name}: ${counts.asked} inputs of ${rows.length - counts.open} rows as expected, ${counts.open} rows open`,
      )
      assert.ok(counts.asked > 1_000)
      const written = await close()
      // A request id is 22 characters of anything. 501: a method that HTTP has and we have not.
      const secret = /eyJ[\w-]{20}|lkr_|canary|\$argon2/
      const failure = /"status":5(?!01)|"level":"(?:error|fatal)"/
      const bad = (line: string): boolean => secret.test(line) || failure.test(line)
      assert.deepEqual(written.split('\n').filter(bad), [])
      if (name === 'serve') assert.match(written, /^exits 0,0\n/)
    })
  })
}
