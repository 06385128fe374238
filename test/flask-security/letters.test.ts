import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { standardLetters } from '../../src/flask-security/letters.ts'
import { within } from '../../src/flask-security/redirects.ts'

describe('letters', () => {
  const email = 'ada@example.com'
  const link = 'https://example.com/reset/x?a=1&b="><script>'

  it('have the link in text and HTML, where it is nothing but a link', () => {
    for (const write of Object.values(standardLetters)) {
      const { subject, text, html = '' } = write({ email, link })
      assert.match(subject, /^[\w ]+$/)
      assert.equal(
        text
          .trimEnd()
          .split('\n\n')
          .filter((paragraph: string) => paragraph === link).length,
        1,
      )
      assert.equal(html.match(/<a href=/g)?.length, 1)
      assert.doesNotMatch(html, /<script>|&b/)
    }
  })

  it('say nothing of a link where there is none', () => {
    for (const write of Object.values(standardLetters)) {
      const { text, html = '' } = write({ email, link: undefined })
      assert.doesNotMatch(text, /here|:\n|undefined/)
      assert.doesNotMatch(html, /href/)
    }
  })
})

describe('within', () => {
  it('says a time as people do', () => {
    const said = [432_000, 86_400, 7_200, 60, 90, 1].map(within)
    assert.deepEqual(said, ['5 days', '1 day', '2 hours', '1 minute', '90 seconds', '1 second'])
  })
})
