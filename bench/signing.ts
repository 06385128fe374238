import { execFileSync } from 'node:child_process'
import { URLSafeTimedSerializer } from '../src/signing/index.ts'
import { race } from './measure.ts'
import type { Race } from './measure.ts'

const turns = 5
/** Pairs in a turn: as long as either of them needs to be at its best. */
const count = { ours: 200_000, python: 40_000 }
const secretKey = 'a secret key of the bench'

/** The same on Debian's own Python: signs and verifies `count` times, prints how often a second. */
const python = `
import json, sys, time
from itsdangerous import URLSafeTimedSerializer
serializer = URLSafeTimedSerializer(sys.argv[1])
value, count = json.loads(sys.argv[2]), int(sys.argv[3])
begin = time.perf_counter()
for _ in range(count):
    serializer.loads(serializer.dumps(value), max_age=600)
print(count / (time.perf_counter() - begin))
`

const uid = '6b7850830ec34ccae7cf2179ff8b509e'

/** What tokens of the years hold: an id; what Flask-Security signed, early and late; a person. */
const values = {
  'an id': { id: 1 },
  'a user of Flask-Security': [uid],
  'an id and a hash': ['551528f431cd7510941cfaa8', uid],
  'a login of Flask-Security': { ver: '5', uid, fs_paa: 1_700_000_000.5, exp: 0 },
  'an id and an address': { user_id: 42, email: 'ada@example.com' },
}

function rate(value: unknown): number {
  const serializer = new URLSafeTimedSerializer(secretKey)
  const from = performance.now()
  for (let i = 0; i < count.ours; i += 1) {
    serializer.loads(serializer.dumps(value), { maxAge: 600 })
  }
  return count.ours / ((performance.now() - from) / 1_000)
}

const pythonRate = (value: unknown): number => {
  const args = ['-c', python, secretKey, JSON.stringify(value), String(count.python)]
  return Number(execFileSync('/usr/bin/python3', args, { encoding: 'utf8' }))
}

/** Signing and verifying with URLSafeTimedSerializer, beside the library in Python. */
export async function benchSigning(): Promise<Race[]> {
  const races: Race[] = []
  for (const [name, value] of Object.entries(values)) {
    const contenders = {
      latchkey: () => rate(value),
      'itsdangerous, Python': () => pythonRate(value),
    }
    races.push(await race({ what: `sign and verify ${name}`, unit: 'pairs/s', turns }, contenders))
  }
  return races
}
