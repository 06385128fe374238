import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { languages } from '../../account/messages.ts'

/** The names of all texts, those below others too, and how many gaps each has. */
const shapeOf = (messages: object): readonly string[] =>
  Object.entries(messages).flatMap(([key, text]: [string, unknown]) => {
    if (typeof text === 'function') return [`${key}(${text.length})`]
    if (typeof text === 'object' && text) return shapeOf(text).map((inner) => `${key}.${inner}`)
    assert.ok(typeof text === 'string' && text.trim() !== '', key)
    return [key]
  })

describe('the messages of the account page', () => {
  it('are complete in every language', () => {
    const { en, ...others } = languages
    assert.ok(shapeOf(en).length > 40)
    for (const [language, messages] of Object.entries(others))
      assert.deepEqual(shapeOf(messages), shapeOf(en), language)
  })

  it('are all said somewhere', () => {
    const files = globSync('account/*.{ts,tsx}').filter((file) => !file.endsWith('messages.ts'))
    const source = files.map((file) => readFileSync(file, 'utf8')).join('')
    const unsaid = Object.keys(languages.en).filter(
      (key) => !new RegExp(`\\b${key}\\b`).test(source),
    )
    assert.deepEqual(unsaid, [])
  })
})
