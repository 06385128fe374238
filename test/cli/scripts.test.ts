// Runs the scripts beside it. In a script:
//   latchkey ARGS         runs a command, which must end with 0 (`exit 3 latchkey ARGS`: with 3)
//   stdin TEXT            what the next command finds on standard input
//   line FILE TEXT        a line more in a file that only we may read
//   env NAME=VALUE        for the commands that follow; an empty value takes it away
//   stdout /PATTERN/      what the last command must have written; `no stdout /PATTERN/`: must not
//   stderr /PATTERN/
//   save NAME /PATTERN/   keeps the first group of the match as $NAME
// $DATA is a fresh directory.
import assert from 'node:assert/strict'
import { appendFileSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { latchkey, type Run } from './latchkey.ts'

const words = (text: string): string[] =>
  [...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

async function play(script: string, variables: Map<string, string>): Promise<void> {
  const env: Record<string, string> = {}
  let stdin = ''
  let last: Run = { code: 0, stdout: '', stderr: '' }
  for (const [i, line] of script.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const text = line.replaceAll(/\$([A-Z]+)/g, (_, name: string) => variables.get(name) ?? '')
    const where = `line ${i + 1}: ${line}\n${last.stdout}${last.stderr}`
    const command = /^(?:exit (\d) )?latchkey(?: (.*))?$/.exec(text)
    const output = /^(no )?(stdout|stderr) \/(.*)\/$/.exec(text)
    const save = /^save ([A-Z]+) \/(.*)\/$/.exec(text)
    const added = /^line (\S+) (.*)$/.exec(text)
    const setting = /^env ([A-Z_]+)=(.*)$/.exec(text)
    if (command) {
      last = await latchkey(words(command[2] ?? ''), { stdin, env })
      stdin = ''
      assert.equal(last.code, Number(command[1] ?? 0), `${where}${last.stdout}${last.stderr}`)
    } else if (output) {
      const found = new RegExp(output[3] ?? '', 'm').test(last[output[2] as 'stdout' | 'stderr'])
      assert.equal(found, output[1] === undefined, where)
    } else if (save) {
      const found = new RegExp(save[2] ?? '', 'm').exec(last.stdout)?.[1]
      assert.ok(found !== undefined, where)
      variables.set(save[1] ?? '', found)
    } else if (setting) {
      const [, name = '', value = ''] = setting
      if (value === '') delete env[name]
      else env[name] = value
    } else if (added) {
      appendFileSync(added[1] ?? '', `${added[2]}\n`, { mode: 0o600 })
    } else if (text.startsWith('stdin ')) {
      stdin = `${text.slice(6)}\n`
    } else {
      assert.fail(`what is this? ${where}`)
    }
  }
}

describe('latchkey', () => {
  for (const file of globSync(join(import.meta.dirname, '*.txt')).toSorted()) {
    it(basename(file, '.txt').replaceAll('-', ' '), async () => {
      const data = mkdtempSync(join(tmpdir(), 'latchkey-'))
      try {
        await play(
          readFileSync(file, 'utf8'),
          new Map([
            ['DATA', join(data, 'data')],
            ['HERE', data],
          ]),
        )
      } finally {
        rmSync(data, { recursive: true })
      }
    })
  }
})
