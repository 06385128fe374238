import type { Account } from '../src/accounts/index.ts'
import type { Auth } from '../src/index.ts'
import type { Surroundings } from './device.ts'
import { Device } from './device.ts'

const first = 'seven lamps in a quiet harbour'

/** How a session may come to its end. */
type End = 'sign out' | 'sign out by refresh token' | 'change password' | 'disable'

/** Somebody with one session after the other, each of which ends while it is renewed. */
export class Racer {
  readonly #auth: Auth
  readonly #world: Surroundings
  readonly #account: Account
  #password = first
  #nextPassword = 'nine lamps in a loud harbour'

  private constructor(auth: Auth, world: Surroundings, account: Account) {
    this.#auth = auth
    this.#world = world
    this.#account = account
  }

  static async register(auth: Auth, world: Surroundings, username: string): Promise<Racer> {
    const account = await auth.accounts.register({ username, password: first })
    return new Racer(auth, world, account)
  }

  /** Without a sign-in: its hash would be most of the time. */
  async startSession(isNamed: boolean): Promise<Device> {
    const { id } = this.#account
    const passwordVersion = await this.#auth.accounts.passwordVersion(id)
    const request = { account: this.#account, passwordVersion, clientId: 'first-party' }
    const { refreshToken, ...started } = await this.#auth.sessions.start(request)
    const { token, expiresIn } = this.#auth.tokens.issue(started)
    const answer = { token, refreshToken, expiresIn, tokenType: 'Bearer' } as const
    return new Device(this.#world, answer, isNamed)
  }

  async end(device: Device, end: End): Promise<void> {
    const { accounts } = this.#auth
    const { id } = this.#account
    switch (end) {
      case 'sign out':
        return device.revoke('access token')
      case 'sign out by refresh token':
        return device.revoke('refresh token')
      case 'change password': {
        const change = { current: this.#password, next: this.#nextPassword }
        await device.endedBy(() => accounts.changePassword(id, change))
        this.#password = change.next
        this.#nextPassword = change.current
        return undefined
      }
      case 'disable':
        await device.endedBy(() => accounts.disable(id))
        return accounts.enable(id)
    }
  }
}
