import type { BudgetStore } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'
import { verifiersKept } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { randomId } from '../random.ts'
import { claimedId, credentialHash, isCredential, newCredential } from './credential.ts'
import type { VerifierRecord, VerifierStore } from './verifier-store.ts'
import { countWrong } from './wrong-credentials.ts'
import type { WrongCredentialsOptions } from './wrong-credentials.ts'

/** Another service that may listen to revocations and ask about tokens. */
export interface RegisteredVerifier {
  readonly id: string
  readonly name: string
  readonly createdAt: NumericDate
}

/** The only time that its credential is seen. */
export interface NewVerifier extends RegisteredVerifier {
  readonly credential: string
}

/** The services that verify what this one issues. */
export interface Verifiers {
  /**
   * Registers one. @throws {AuthError} `verifier_exists`.
   * @throws {RangeError} for a name that is not 1 to 64 of `A-Z a-z 0-9 . _ -`, and for one more than 1,000.
   */
  add(name: string): Promise<NewVerifier>
  list(): Promise<readonly RegisteredVerifier[]>
  /** Its credential is refused from now on, and what it listens to ends within seconds. `false`: there was none. */
  remove(name: string): Promise<boolean>
  /**
   * Whose credential it is. Wrong ones are counted per network; a right one is never kept waiting by them.
   * @throws {AuthError} `verifier_unknown`, `rate_limited`.
   */
  authenticate(
    credential: string,
    context: { readonly network: string },
  ): Promise<RegisteredVerifier>
}

export interface VerifiersOptions extends WrongCredentialsOptions {
  readonly store: VerifierStore & BudgetStore
}

export const createVerifiers = (options: VerifiersOptions): Verifiers =>
  new StoredVerifiers(options)

class StoredVerifiers implements Verifiers {
  readonly #options: VerifiersOptions

  constructor(options: VerifiersOptions) {
    this.#options = options
  }

  async add(name: string): Promise<NewVerifier> {
    const { store, clock } = this.#options
    if (!/^[\w.-]{1,64}$/.test(name)) {
      throw new RangeError('name: expected 1 to 64 of A-Z a-z 0-9 . _ -')
    }
    if ((await store.listVerifiers()).length >= verifiersKept) {
      throw new RangeError(`expected at most ${verifiersKept} verifiers: remove one first`)
    }
    const id = randomId()
    const credential = newCredential(id)
    const record: VerifierRecord = {
      id,
      name,
      credentialHash: credentialHash(credential),
      createdAt: clock(),
    }
    if (!(await store.insertVerifier(record))) {
      throw new AuthError('verifier_exists', 'there is a verifier of that name')
    }
    return { ...registered(record), credential }
  }

  async list(): Promise<readonly RegisteredVerifier[]> {
    return (await this.#options.store.listVerifiers()).map(registered)
  }

  remove(name: string): Promise<boolean> {
    return this.#options.store.deleteVerifier(name)
  }

  async authenticate(
    credential: string,
    { network }: { readonly network: string },
  ): Promise<RegisteredVerifier> {
    const id = claimedId(credential)
    const found = id === undefined ? undefined : await this.#options.store.findVerifier(id)
    const isRight = isCredential(credential, found?.credentialHash)
    if (found && isRight) return registered(found)
    await countWrong('verifier', network, this.#options)
    throw new AuthError('verifier_unknown', 'the credential is of no registered verifier')
  }
}

const registered = ({ id, name, createdAt }: VerifierRecord): RegisteredVerifier => ({
  id,
  name,
  createdAt,
})
