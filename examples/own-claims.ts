// Claims of the application's own: checked by a schema at run time, typed by it at compile time.
import { randomBytes } from 'node:crypto'
import { createAuth, defineAccessToken, memory } from 'latchkey'
import { z } from 'zod'

const accessToken = defineAccessToken({
  schema: z.object({ tenant: z.string(), plan: z.enum(['free', 'paid']) }),
  fromSession: (_session, account) => ({
    tenant: account.email?.split('@')[1] ?? 'example.com',
    plan: account.roles.includes('customer') ? 'paid' : 'free',
  }),
})

const auth = await createAuth({
  issuer: 'https://auth.example.com',
  audience: 'orders',
  store: memory(), // forgets everything, so it needs to be given a secret
  secret: randomBytes(32).toString('base64'),
  accessToken,
})
const ada = { username: 'ada', password: 'seven engines hum quietly' }
await auth.accounts.register({ ...ada, email: 'ada@engines.example', roles: ['customer'] })

const { accessToken: token } = await auth.signIn(ada)
const claims = await auth.verify(token)
const plan: 'free' | 'paid' = claims.plan // the compiler knows
console.log(`${claims.tenant} is on the ${plan} plan`)
await auth.close()
