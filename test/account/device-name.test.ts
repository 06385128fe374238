import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { nameDevice } from '../../account/device-name.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const agents: readonly (readonly [name: string, agent: string])[] = [
  [
    'Firefox, Linux, computer',
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  ],
  [
    'Chrome, Windows, computer',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36`,
  ],
  [
    'Edge, Windows, computer',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
  ],
  [
    'Opera, macOS, computer',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Chrome/140.0.0.0 Safari/537.36 OPR/120.0.0.0`,
  ],
  [
    'Chrome, ChromeOS, computer',
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/140.0.0.0 Safari/537.36`,
  ],
  [
    'Chrome, Android, phone',
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/140.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'Samsung Internet, Android, phone',
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'Safari, iPhone, phone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  ],
  [
    'Firefox, iPad, phone',
    'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15',
  ],
  [
    'Safari, macOS, computer',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
  ],
  ['curl, program', 'curl/8.14.1'],
  ['python-requests, program', 'python-requests/2.32.3'],
  ['node, program', 'node'],
  ['program', ''],
  ['program', '<img src=x onerror=alert(1)>'],
  ['program', '\u202Egpj.exe/1'],
]

describe('nameDevice', () => {
  for (const [expected, agent] of agents) {
    it(`is "${expected}" for ${agent || 'nothing'}`, () => {
      const { program, system, kind } = nameDevice(agent)
      assert.equal([program, system, kind].filter(Boolean).join(', '), expected)
    })
  }

  it('makes of any text a short one without markup', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (agent) => {
        assert.match(nameDevice(agent).program ?? '', /^[\w .-]{0,40}$/)
      }),
    )
  })
})
