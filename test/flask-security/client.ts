import { origin } from './world.ts'
import type { World } from './world.ts'

export const json = { 'content-type': 'application/json' }
export const ok = { email: 'ok@example.com', password: 'correct horse battery' }

/** What a client of the application does. */
export interface Client {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>
  /** JSON. */
  readonly post: (path: string, body: object, headers?: object) => Promise<Response>
  /** A form. */
  readonly send: (path: string, fields: Record<string, string>) => Promise<Response>
  readonly statusWith: (token: string) => Promise<number>
}

export const clientOf = (world: () => World): Client => {
  const fetch = (path: string, init: RequestInit = {}): Promise<Response> =>
    world().fetch(new Request(origin + path, init))
  return {
    fetch,
    post: (path, body, headers = {}) =>
      fetch(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }),
    send: (path, fields) => fetch(path, { method: 'POST', body: new URLSearchParams(fields) }),
    async statusWith(token) {
      const headers = { 'authentication-token': token, accept: 'application/json' }
      return (await fetch('/protected-token', { headers })).status
    },
  }
}

export interface Body {
  readonly response: {
    readonly user: { readonly authentication_token: string; readonly refresh_token: string }
    readonly csrf_token: string
    readonly errors: readonly string[]
  }
}

export const bodyOf = async (response: Response): Promise<Body> => (await response.json()) as Body // as Flask-Security's
