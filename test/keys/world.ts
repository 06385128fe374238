import {
  createKeyRing,
  createMasterSecret,
  type KeyRing,
  type KeyRingOptions,
  type KeyStore,
} from '../../src/keys/index.ts'
import { memory } from '../../src/storage/index.ts'

const secret = createMasterSecret('a master secret for tests: 5e1fa0c9')
export const day = 86_400
const lifetimes = { publishLead: 600, signingLifetime: 90 * day, verifyingLifetime: 600 }

/** A store, its time, and nodes that open its ring. */
export interface World {
  now: number
  readonly store: KeyStore
  readonly open: (options?: Partial<KeyRingOptions>) => Promise<KeyRing>
}

export function world(store: KeyStore = memory()): World {
  const here: World = {
    now: 1_800_000_000,
    store,
    open: (options) =>
      createKeyRing({ store, secret, clock: () => here.now, ...lifetimes, ...options }),
  }
  return here
}

/** The `kid` of the key that signs. */
export const signer = (ring: KeyRing): string => ring.signingKey().kid ?? ''
