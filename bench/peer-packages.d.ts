// What the bench uses of the packages in its own package.json, so that types are checked without them.
declare module 'fast-jwt' {
  interface VerifierOptions {
    readonly key: string | Buffer
    readonly algorithms: readonly string[]
    readonly allowedIss: string
    readonly allowedAud: string
    readonly checkTyp?: string
    readonly requiredClaims?: readonly string[]
    readonly cache?: number
    readonly cacheKeyBuilder?: (token: string) => string
  }
  export function createVerifier(options: VerifierOptions): (token: string) => unknown
}

declare module 'better-auth' {
  interface BetterAuth {
    readonly api: {
      signUpEmail(call: {
        body: { email: string; password: string; name: string }
      }): Promise<unknown>
      signInEmail(call: {
        body: { email: string; password: string }
        asResponse: true
      }): Promise<Response>
      getSession(call: { headers: Headers }): Promise<object | null>
    }
  }
  export function betterAuth(options: object): BetterAuth
}

declare module 'better-auth/db/migration' {
  export function getMigrations(options: object): Promise<{ runMigrations(): Promise<void> }>
}

declare module 'express-jwt' {
  import type { RequestHandler } from 'express'
  export function expressjwt(options: {
    readonly secret: string | Buffer
    readonly algorithms: readonly string[]
    readonly issuer: string
    readonly audience: string
  }): RequestHandler
}

declare module '@fastify/jwt' {
  import type { FastifyPluginCallback } from 'fastify'
  const plugin: FastifyPluginCallback<{
    readonly secret: string | Buffer
    readonly verify: {
      readonly algorithms: readonly string[]
      readonly allowedIss: string
      readonly allowedAud: string
      readonly cache?: number
    }
  }>
  export default plugin
}

declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'
  interface Model {
    save(): Promise<string>
  }
  interface Grant extends Model {
    addResourceScope(resource: string, scope: string): void
    addOIDCScope(scope: string): void
  }
  export class Provider {
    constructor(issuer: string, configuration: object)
    readonly Client: { find(id: string): Promise<object | undefined> }
    readonly Grant: new (properties: object) => Grant
    readonly RefreshToken: new (properties: object) => Model
    callback(): RequestListener
    on(event: 'server_error', listener: (context: unknown, error: unknown) => void): void
  }
}
