import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import {
  ConfigError,
  makeDataDirectory,
  readFlaskSecuritySaltFile,
  readSecretFile,
} from '../../src/server/index.ts'

const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
after(() => rmSync(directory, { recursive: true }))

const secret = 'ZloSixIg2i9s4lz9CvrXeAZloSixIg2i9s4lz9CvrXeA'
const at = (name: string): string => join(directory, name)

function file(name: string, text: string, mode = 0o600): string {
  writeFileSync(at(name), text)
  chmodSync(at(name), mode)
  return at(name)
}

describe('the file of a Flask-Security salt', () => {
  it('is the salt, spaces and all, but for the end of its line', async () => {
    for (const end of ['', '\n', '\r\n']) {
      assert.equal(await readFlaskSecuritySaltFile(file('salt', ` a salt ${end}`)), ' a salt ')
    }
  })
})

describe('a secret file', () => {
  it('holds one secret a line, oldest first', async () => {
    const secrets = await readSecretFile(file('good', `${secret}1\r\n\n${secret}2\n`))
    assert.deepEqual(secrets, [`${secret}1`, `${secret}2`])
  })

  for (const [what, make] of [
    ['that all can read', () => file('open', secret, 0o644)],
    ['that the group can read', () => file('group', secret, 0o640)],
    ['that the group can write', () => file('write', secret, 0o620)],
    ['that is empty', () => file('empty', '')],
    ['that is huge', () => file('huge', secret.repeat(2_000))],
    ['that is missing', () => at('missing')],
    [
      'that is a symbolic link',
      () => {
        symlinkSync(file('target', secret), at('link'))
        return at('link')
      },
    ],
    [
      'that is a directory',
      () => {
        mkdirSync(at('directory'), 0o700)
        return at('directory')
      },
    ],
  ] as const) {
    it(`K09 ${what} is refused`, async () => {
      await assert.rejects(
        readSecretFile(make()),
        (error) => error instanceof ConfigError && !error.message.includes(secret),
      )
    })
  }

  it('K09 of another user is refused', { skip: process.getuid?.() !== 0 }, async () => {
    const foreign = file('foreign', secret)
    chownSync(foreign, 12_345, 12_345)
    await assert.rejects(readSecretFile(foreign), ConfigError)
  })
})

describe('a data directory', () => {
  it('S05 that everybody may write to is refused', async () => {
    mkdirSync(at('shared'))
    chmodSync(at('shared'), 0o777)
    await assert.rejects(makeDataDirectory(at('shared')), ConfigError)
  })

  it('S05 that is a file is refused', async () => {
    await assert.rejects(makeDataDirectory(file('plain', 'x')), ConfigError)
  })
})
