// npm run outside-tools -- [--seconds S] [--only TOOL]
// What scanners of others find at a server of this machine, for a bounded time each. docs/outside-tools.md has what they said.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { run } from '../test/interop/run.ts'
import { startServer } from '../test/interop/server-process.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '90' },
    only: { type: 'string', default: '' },
  },
})
const seconds = Number(values.seconds)
const directory = mkdtempSync(join(tmpdir(), 'latchkey-tools-'))
const at = (name: string): string => join(directory, name)
writeFileSync(at('secret-key'), 'a secret key of a Flask application', { mode: 0o600 })

// oxlint-disable-next-line no-control-regex -- what a terminal is told begins with one
const colours = /\u001b\[[\d;]*m/g
const words = (text: string): readonly string[] => text.split(' ')

/** One run of one tool. */
interface Scan {
  /** The Debian package, and the program. */
  readonly tool: 'sqlmap' | 'ffuf' | 'slowhttptest' | 'wapiti'
  readonly what: string
  readonly args: (url: string) => readonly string[]
  /** What it said, out of all that it wrote. */
  readonly verdict: (output: string) => string
}

const lines = (pattern: RegExp) => (output: string) =>
  [...new Set(output.split(/[\r\n]+/).filter((line) => pattern.test(line)))]
    .map((line) =>
      line
        .replaceAll(/\[[\d:]+\] /g, '')
        .trim()
        .slice(0, 140),
    )
    .slice(0, 8)
    .join('\n    ') || 'nothing of interest'

const sqlmap = (what: string, path: string, ...more: readonly string[]): Scan => ({
  tool: 'sqlmap',
  what,
  args: (url) => [
    '-u',
    url + path,
    '--batch',
    '--flush-session',
    '--disable-coloring',
    // Every guess at a password costs a hash: what tells by time is for `npm run timing`.
    '--technique',
    'BEU',
    '--level',
    '3',
    '--ignore-code',
    '400,401,404',
    '--output-dir',
    directory,
    ...more,
  ],
  verdict: lines(/is vulnerable|injectable|CRITICAL|heuristic \(.*\) test shows/),
})

const slow = (what: string, kind: '-H' | '-B' | '-X', path: string): Scan => ({
  tool: 'slowhttptest',
  what,
  args: (url) => [
    kind,
    '-c',
    '500',
    '-r',
    '200',
    '-i',
    '5',
    '-l',
    '25',
    '-p',
    '2',
    ...(kind === '-X'
      ? ['-w', '10', '-y', '20', '-z', '5', '-k', '3']
      : ['-x', '24', '-t', 'POST']),
    '-u',
    url + path,
  ],
  verdict: (output) =>
    // It says so again and again: what counts is the end, and whether a probe ever failed.
    `${/service available: *NO/.test(output) ? 'a probe FAILED' : 'every probe was answered'}; ${lines(/^Exit status/)(output)}`,
})

const scans: readonly Scan[] = [
  sqlmap(
    'the name at /api/v1/login',
    '/api/v1/login',
    '--data',
    '{"username":"ada*","password":"x"}',
    '--headers',
    'Content-Type: application/json',
  ),
  sqlmap('the form of flask-security', '/login', '--data', 'email=ada@example.com*&password=x'),
  sqlmap(
    'a refresh token',
    '/oauth/token',
    '--data',
    'grant_type=refresh_token&refresh_token=lkr_1*',
  ),
  sqlmap('an id in the path', '/api/v1/sessions/1*', '--method', 'DELETE'),
  {
    tool: 'ffuf',
    what: 'paths, of a list of 31,545',
    args: (url) => [
      ...words('-w /usr/lib/python3/dist-packages/wapitiCore/data/attacks/busterPayloads.txt'),
      '-u',
      `${url}/FUZZ`,
      '-mc',
      'all',
      '-fc',
      '404',
      '-s',
      '-maxtime',
      String(seconds),
      '-of',
      'json',
      '-o',
      at('ffuf.json'),
    ],
    verdict: () => {
      const { results }: { results: { status: number; input: { FUZZ: string } }[] } = JSON.parse(
        readFileSync(at('ffuf.json'), 'utf8'),
      )
      const found = results.map(({ status, input }) => `${status} /${input.FUZZ}`)
      return found.length === 0 ? 'nothing' : [...new Set(found)].toSorted().join(', ')
    },
  },
  slow('headers that do not end', '-H', '/api/v1/login'),
  slow('bodies that do not end', '-B', '/api/v1/login'),
  slow('answers that are not read', '-X', '/openapi.json'),
  {
    tool: 'wapiti',
    what: 'the pages of flask-security',
    args: (url) => [
      '-u',
      `${url}/login`,
      '-s',
      `${url}/register`,
      '--scope',
      'domain',
      '--flush-session',
      // Not those that ask a server of theirs to call back.
      ...words('-m cookieflags,csp,csrf,crlf,http_headers,methods,redirect,sql,xss'),
      '--max-scan-time',
      String(seconds),
      '-t',
      '5',
      '-v',
      '0',
      '-f',
      'json',
      '-o',
      at('wapiti.json'),
      '--store-session',
      directory,
    ],
    verdict: () => {
      const report: {
        vulnerabilities: Record<string, { info: string; path: string }[]>
        anomalies: Record<string, { info: string; path: string }[]>
      } = JSON.parse(readFileSync(at('wapiti.json'), 'utf8'))
      const found = [report.vulnerabilities, report.anomalies].flatMap((kinds) =>
        Object.entries(kinds).flatMap(([kind, findings]) =>
          findings.map(({ info, path }) => `${kind}: ${info} (${path})`),
        ),
      )
      return found.length === 0 ? 'nothing' : [...new Set(found)].join('\n    ')
    },
  },
]

const server = await startServer({
  by: 'node',
  flags: [
    ...words('--issuer http://localhost --dialects flask-security=5.x --allow-registration'),
    '--flask-secret-key-file',
    at('secret-key'),
    '--insecure-no-sign-in-limits',
  ],
})
try {
  for (const { tool, what, args, verdict } of scans.filter((scan) =>
    scan.tool.includes(values.only),
  )) {
    const from = performance.now()
    const bounded = ['-k', '5', String(seconds + 60), 'nice', '-n', '15', tool, ...args(server.url)]
    const { code, stdout, stderr } = await run('timeout', bounded)
    const took = Math.round((performance.now() - from) / 1_000)
    const ended = code === 124 || code === 137 ? ', cut off' : ''
    console.log(
      `${tool}, ${what} (${took} s${ended}):\n    ${said(verdict, (stdout + stderr).replaceAll(colours, ''))}`,
    )
  }
} finally {
  const failed = server
    .output()
    .split('\n')
    .filter((line) => /"status":5\d\d|"level":"(?:error|fatal)"/.test(line))
  // 501: a method that HTTP has and we have not. 503: more passwords at once than there are cores for.
  const unexpected = failed.filter((line) => !/"status":50[13]/.test(line))
  console.log(`${unexpected.length} lines of the server's log tell of a failure`)
  for (const line of unexpected.slice(0, 5)) console.log(`    ${line}`)
  console.log(`the server ended with ${await server.stop()}`)
  rmSync(directory, { recursive: true })
  if (unexpected.length > 0) process.exitCode = 1
}

function said(verdict: Scan['verdict'], output: string): string {
  try {
    return verdict(output)
  } catch {
    return `no report: ${output.trim().split('\n').at(-1)}`
  }
}
