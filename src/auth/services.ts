import { createAccounts } from '../accounts/index.ts'
import type { Accounts } from '../accounts/index.ts'
import { createAudit } from '../audit/index.ts'
import type { Audit } from '../audit/index.ts'
import type { AuthOptions } from './auth-options.ts'
import { repeat } from './repeat.ts'
import { createClients, createVerifiers } from '../clients/index.ts'
import type { Clients, Verifiers } from '../clients/index.ts'
import { seconds, systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import * as defaults from '../defaults.ts'
import type { EventListener } from '../events.ts'
import { createRevocationFeed, createRevocationStreams } from '../feed/index.ts'
import type { RevocationFeed, RevocationStreams } from '../feed/index.ts'
import { createKeyRing, createMasterSecret } from '../keys/index.ts'
import type { KeyRing } from '../keys/index.ts'
import { createPasswords } from '../passwords/index.ts'
import type { Passwords } from '../passwords/index.ts'
import type { PublishRevocations } from '../revocation.ts'
import { createSessions } from '../sessions/index.ts'
import type { Sessions } from '../sessions/index.ts'
import type { Store } from '../storage/index.ts'
import { createAccessTokens, createProofs, createStatusList } from '../tokens/index.ts'
import type { AccessTokens, Proofs, StatusList } from '../tokens/index.ts'
import { traced } from './traced.ts'

/** What `createAuth` puts together, each built once. */
export interface Services<Claims extends object> {
  readonly issuer: string
  readonly audience: string
  readonly store: Store
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly tokens: AccessTokens<Claims>
  readonly proofs: Proofs
  readonly keys: KeyRing
  readonly feed: RevocationFeed
  readonly streams: RevocationStreams
  readonly statusList: StatusList | undefined
  readonly audit: Audit | undefined
  readonly clients: Clients
  readonly verifiers: Verifiers
  readonly passwords: Passwords
  readonly tokenSessionLifetime: number
  readonly clock: Clock
  readonly onEvent: EventListener
  close(): Promise<void>
}

/** An access token is refused this many seconds after its end at the latest, on the slowest clock we forgive. */
const revocationMargin = 2 * defaults.clockTolerance

/** Opens the store and builds every service on it. */
export async function openServices<Claims extends object>(
  options: AuthOptions<Claims>,
): Promise<Services<Claims>> {
  const { audience, trace, onEvent = () => {} } = options
  const store = trace
    ? traced(options.store, { name: 'store', except: ['clock', 'waiting', 'watch'], trace })
    : options.store
  const { clock = store.clock ?? systemClock } = options
  if (audience === '') throw new TypeError('audience: expected a name')
  const issuer = checkIssuer(options.issuer)
  const { proofOrigins: origins = [new URL(issuer).origin] } = options
  const proofs = createProofs({ origins, clock })
  const lifetime = seconds(
    options.accessTokenLifetime ?? defaults.accessTokenLifetime,
    'accessTokenLifetime',
  )
  const tokenSessionLifetime = seconds(
    options.tokenSessionLifetime ?? defaults.tokenSessionLifetime,
    'tokenSessionLifetime',
  )
  const revocationLifetime = lifetime + revocationMargin
  const hashing = createPasswords(options.passwords)
  const passwords = trace
    ? traced(hashing, { name: 'passwords', except: ['check', 'inspect'], trace })
    : hashing
  await store.migrate()
  const secret = createMasterSecret(options.secret ?? (await localSecret(store)))
  const onError = (error: unknown): void => onEvent({ type: 'task_failed', task: 'feed', error })
  const feed = createRevocationFeed({ store, clock, onError })
  const publish: PublishRevocations = (revocations, reason) => {
    feed.publish(revocations)
    for (const { kind, subject } of revocations) {
      if (kind === 'session') onEvent({ type: 'session_ended', sessionId: subject, reason })
    }
  }
  const sessions = createSessions({
    store,
    secret,
    clock,
    publish,
    onEvent,
    revocationLifetime,
    idleLifetime: options.sessionIdleLifetime,
    lifetime: options.sessionLifetime,
    retryWindow: options.retryWindow,
    rotation: options.rotation,
    maxPerAccount: options.sessionsPerAccount,
    statusList: options.statusList,
  })
  const limits = options.signInLimits === 'insecure-unlimited' ? false : options.signInLimits
  const limitsSecret = secret.current.derive('sign-in limits')
  const clients = createClients({ store, clock, limitsSecret, publish, revocationLifetime })
  const verifiers = createVerifiers({ store, clock, limitsSecret })
  const accounts = createAccounts({
    store,
    passwords,
    clock,
    publish,
    revocationLifetime,
    knownNetwork: (accountId, network) => store.hasSessionFrom(accountId, network, clock()),
    limitsSecret,
    limits,
  })
  const keys = await createKeyRing({
    store,
    secret,
    clock,
    verifyingLifetime: lifetime,
    algorithm: options.algorithm,
  })
  const statusList = options.statusList
    ? createStatusList({ issuer, store, keys, clock })
    : undefined
  const tokens = createAccessTokens<Claims>({
    issuer,
    audience,
    keys,
    feed,
    clock,
    lifetime,
    definition: options.accessToken,
    statusListUri: statusList?.uri,
  })
  const audit = store.audit && createAudit({ store: store.audit, secret })
  await feed.start()
  const streams = createRevocationStreams({ store, clock, feed, onError })
  const cutRemoved = async (): Promise<void> => {
    if (streams.vitals.listeners === 0) return
    streams.keepOnly(new Set((await verifiers.list()).map(({ id }) => id)))
  }
  const stops = [
    repeat('feed', defaults.verifiersInterval, cutRemoved, onEvent),
    repeat('keys', defaults.keyRingInterval, () => keys.tick(), onEvent),
    ...(audit ? [repeat('audit', defaults.auditInterval, () => audit.tick(), onEvent)] : []),
    repeat('sweep', defaults.sweepInterval, () => sweep(store, clock), onEvent),
    () => streams.close(),
    () => feed.stop(),
  ]
  return {
    issuer,
    audience,
    store,
    accounts,
    sessions,
    tokens,
    proofs,
    keys,
    feed,
    streams,
    statusList,
    audit,
    clients,
    verifiers,
    passwords,
    clock,
    onEvent,
    tokenSessionLifetime,
    async close() {
      for (const stop of stops) stop()
      await store.close()
    },
  }
}

/** RFC 8414 §2: an https URL without query or fragment; on this machine http will do. */
function checkIssuer(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  const local = url !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && local)) {
    throw new TypeError('issuer: expected an https URL, or http on localhost')
  }
  if (/[?#]/.test(issuer)) throw new TypeError('issuer: expected a URL without query and fragment')
  return issuer
}

async function localSecret(store: Store): Promise<string> {
  if (store.localSecret) return store.localSecret()
  throw new TypeError(
    'secret: expected a master secret, because this store has no place to keep one',
  )
}

/** Batches until nothing is left or the round is long enough; the next one goes on. */
async function sweep(store: Store, clock: Clock): Promise<void> {
  for (let round = 0; round < defaults.sweepRounds; round += 1) {
    const deleted = await store.sweep({ now: clock(), limit: defaults.sweepLimit })
    if (deleted < defaults.sweepLimit) return
  }
}
