// Does what people do, one thing after the other, and says so: begun before it, done after it. The process is killed
// at one of its writes by whoever started it: node faults/scenario.ts FILE USERNAME PASSWORD
import { createAuth } from '../src/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { cheapPasswords, newPassword } from './people.ts'
import { issuer } from './server-process.ts'

const [file = '', username = '', password = ''] = process.argv.slice(2)
const auth = await createAuth({
  issuer,
  audience: 'api',
  store: sqlite(file),
  passwords: cheapPasswords,
})

async function step<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
  process.stdout.write(`${JSON.stringify({ name })}\n`)
  const result = await act()
  process.stdout.write(`${JSON.stringify({ name, done: true, result })}\n`)
  return result
}

const signIn = async () => {
  const { refreshToken, session, account } = await auth.signIn({ username, password })
  return { refreshToken, sessionId: session.id, accountId: account.id }
}
const first = await step('sign in', signIn)
const second = await step('sign in elsewhere', signIn)
await step('sign in anywhere', signIn)
let { refreshToken } = first
for (const generation of [0, 1, 2]) {
  const renewed = await step(`renew ${generation}`, () =>
    auth.renew(refreshToken, { renewalId: `after-${generation}` }),
  )
  refreshToken = renewed.refreshToken
}
await step('sign out elsewhere', () => auth.signOut(second))
await step('change password', () => {
  const change = { current: password, next: newPassword, exceptSession: first.sessionId }
  return auth.accounts.changePassword(first.accountId, change)
})
await step('rotate', () => auth.keys.rotate())
await auth.close()
