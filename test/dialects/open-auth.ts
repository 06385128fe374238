import { createAuth, memory } from '../../src/index.ts'
import type { Auth, Clock } from '../../src/index.ts'
import type { Store } from '../../src/storage/index.ts'

export const password = 'seven lamps in a quiet harbour'

/** An `Auth` at a time of one's own, with hashes that cost nothing and no limits. */
export const openAuth = (clock: Clock, store: Store = memory()): Promise<Auth> =>
  createAuth({
    issuer: 'https://api.example.com',
    audience: 'api',
    store,
    secret: 'a master secret that only these tests know',
    passwords: { argon2id: { memoryCost: 8 } },
    signInLimits: 'insecure-unlimited',
    clock,
  })
