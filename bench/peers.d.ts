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
