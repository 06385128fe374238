import type { BudgetStore } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'
import { clientRemovalMargin, clientsKept } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { PublishRevocations } from '../revocation.ts'
import type { ClientGrant, ClientRecord, ClientStore } from './client-store.ts'
import { credentialHash, hasClientSecretForm, isCredential, newClientSecret } from './credential.ts'
import { countWrong } from './wrong-credentials.ts'
import type { WrongCredentialsOptions } from './wrong-credentials.ts'

/** A program with a secret of its own: a confidential client, RFC 6749 §2.1. */
export interface RegisteredClient {
  /** Its `client_id`, and the `sub` of tokens that are its own. */
  readonly name: string
  readonly grants: readonly ClientGrant[]
  /** What its own access tokens may cover. */
  readonly scopes: readonly string[]
  readonly createdAt: NumericDate
}

/** The only time that its secret is seen. */
export interface NewClient extends RegisteredClient {
  readonly secret: string
}

/** What a client may do. */
export interface ClientRights {
  /** Default: `['client_credentials']`. */
  readonly grants?: readonly ClientGrant[]
  /** Default: none. */
  readonly scopes?: readonly string[]
}

/** The programs that may ask for tokens with a secret. */
export interface Clients {
  /**
   * Registers one. From then on refresh tokens of sessions with this `client_id` are of no use without its secret.
   *
   * @throws {AuthError} `client_exists`.
   * @throws {RangeError} for a name that is not 1 to 64 of `A-Z a-z 0-9 . _ -` or could be mistaken for an account or
   *   for Latchkey itself, for what is no scope or grant, and for one client more than 1,000.
   */
  add(name: string, rights?: ClientRights): Promise<NewClient>
  find(name: string): Promise<RegisteredClient | undefined>
  list(): Promise<readonly RegisteredClient[]>
  /** Its secret, its sessions and its tokens are refused from now on. The name is free again after 5 seconds. `false`: there was none. */
  remove(name: string): Promise<boolean>
  /**
   * The client, if it is who it says. Wrong secrets are counted per network; a right one is never kept waiting by them.
   * @throws {AuthError} `client_unknown`, `rate_limited`.
   */
  authenticate(
    credentials: { readonly name: string; readonly secret: string },
    context: { readonly network: string },
  ): Promise<RegisteredClient>
}

export interface ClientsOptions extends WrongCredentialsOptions {
  readonly store: ClientStore & BudgetStore
  /** Seconds that a revocation has to be remembered. */
  readonly revocationLifetime: number
  /** Told of every revocation once it is durable. */
  readonly publish: PublishRevocations
}

export const createClients = (options: ClientsOptions): Clients => new StoredClients(options)

const namePattern = /^[\w.-]{1,64}$/
// Account ids (RFC 9700 §4.15), and the client_id of sessions that Latchkey's own endpoints start.
const reserved = /^(?:acc_.*|first-party|token|flask-security)$/

/** Whether no client can have the name. */
export const isReservedName = (name: string): boolean => reserved.test(name)

const scopePattern = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/
const grantsKnown: ReadonlySet<string> = new Set<ClientGrant>([
  'refresh_token',
  'client_credentials',
])
const maxScopes = 100

class StoredClients implements Clients {
  readonly #options: ClientsOptions

  constructor(options: ClientsOptions) {
    this.#options = options
  }

  async add(name: string, rights: ClientRights = {}): Promise<NewClient> {
    const { store, clock } = this.#options
    const { grants = ['client_credentials'], scopes = [] } = rights
    checkRights(name, grants, scopes)
    if ((await store.listClients()).length >= clientsKept) {
      throw new RangeError(`expected at most ${clientsKept} clients: remove one first`)
    }
    const secret = newClientSecret()
    const record: ClientRecord = {
      name,
      secretHash: credentialHash(secret),
      grants: [...new Set(grants)],
      scopes: [...new Set(scopes)],
      createdAt: clock(),
    }
    if (!(await store.insertClient(record))) {
      throw new AuthError('client_exists', 'there is a client of that name')
    }
    return { ...registered(record), secret }
  }

  async find(name: string): Promise<RegisteredClient | undefined> {
    // What cannot be a name goes to no database: some choke on a NUL.
    const found = namePattern.test(name) ? await this.#options.store.findClient(name) : undefined
    return found && registered(found)
  }

  async list(): Promise<readonly RegisteredClient[]> {
    return (await this.#options.store.listClients()).map(registered)
  }

  async remove(name: string): Promise<boolean> {
    const { store, clock, revocationLifetime, publish } = this.#options
    const now = clock()
    const issuedUntil = now + clientRemovalMargin
    const revokeUntil = issuedUntil + revocationLifetime
    const ended = await store.deleteClient({ name, now, issuedUntil, revokeUntil })
    if (ended) publish(ended, 'revoked')
    return ended !== undefined
  }

  async authenticate(
    { name, secret }: { readonly name: string; readonly secret: string },
    { network }: { readonly network: string },
  ): Promise<RegisteredClient> {
    const found =
      namePattern.test(name) && hasClientSecretForm(secret)
        ? await this.#options.store.findClient(name)
        : undefined
    const isRight = isCredential(secret, found?.secretHash)
    if (found && isRight) return registered(found)
    await countWrong('client', network, this.#options)
    throw new AuthError('client_unknown', 'no registered client has this name and secret')
  }
}

function checkRights(name: string, grants: readonly string[], scopes: readonly string[]): void {
  if (!namePattern.test(name)) throw new RangeError('name: expected 1 to 64 of A-Z a-z 0-9 . _ -')
  if (isReservedName(name)) throw new RangeError('name: it is one of an account or of Latchkey')
  if (grants.length === 0 || !grants.every((grant) => grantsKnown.has(grant))) {
    throw new RangeError(`grants: expected some of ${[...grantsKnown].join(', ')}`)
  }
  if (scopes.length > maxScopes || !scopes.every((scope) => scopePattern.test(scope))) {
    throw new RangeError('scopes: expected scopes of RFC 6749 §3.3, such as orders:read')
  }
}

const registered = ({ name, grants, scopes, createdAt }: ClientRecord): RegisteredClient => ({
  name,
  grants,
  scopes,
  createdAt,
})
