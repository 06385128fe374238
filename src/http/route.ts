import type { z } from 'zod'
import type { Auth } from '../auth/index.ts'
import type { SessionSnapshot } from '../sessions/index.ts'
import type { AccessClaims } from '../tokens/index.ts'
import type { RegisteredVerifier } from '../clients/index.ts'
import { readBody } from './body.ts'
import type { CredentialReader } from './credentials.ts'
import type { Presented } from './error-response.ts'
import type { ProblemCode } from './problems.ts'
import type { RefreshCookies } from './refresh-cookie.ts'
import { whole } from '../whole.ts'

/** What an endpoint gets to answer a request. */
export interface Exchange {
  readonly auth: Auth
  readonly request: Request
  readonly url: URL
  /** What stands at the `{id}` of the path; empty where it has none. */
  readonly id: string
  /** The address of the client, as the server says. */
  readonly address: string | undefined
  readonly readCredential: CredentialReader
  /** Name of the cookie that a credential may be in. */
  readonly cookie: string
  readonly refreshCookies: RefreshCookies
}

/** The same, once the access token was found good. */
export interface VerifiedExchange extends Exchange {
  readonly claims: AccessClaims
}

/** The same, once its session was found alive. */
export interface SignedInExchange extends Exchange {
  readonly signedIn: SessionSnapshot
}

/** The same, once it was found to come from a registered verifier. */
export interface VerifierExchange extends Exchange {
  readonly verifier: RegisteredVerifier
}

/** What a token is presented for. */
export interface Target {
  readonly method?: string
  /** Path, and maybe query. */
  readonly url?: string
}

type Answer<Given> = (exchange: Given) => Promise<Response> | Response

/** One of an endpoint, in the documentation. */
export interface Parameter {
  readonly in: 'query' | 'header'
  readonly name: string
  readonly description: string
  readonly schema: object
}

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Matched to the letter, but for an `{id}` at the end: 22 base64url characters. */
  readonly path: string
  readonly summary: string
  readonly description: string
  /** What is said about a refused credential. Default: an access token. */
  readonly presents?: Presented
  /** A GET that changes something: there is no HEAD of it, and other sites' pages may not send it. */
  readonly effect?: true
  readonly parameters?: readonly Parameter[]
  readonly body?: z.ZodType
  readonly bodyOptional?: true
  /** Of an OAuth endpoint, in place of `body`; read with `readForm`. */
  readonly form?: z.ZodType
  /** How refusals are put: as a problem, or as RFC 6749 §5.2 has it. Default: `'problem'`. */
  readonly refusals?: 'problem' | 'oauth'
  /** The answer when all is well. */
  readonly status: 200 | 204
  readonly answers: {
    readonly description: string
    readonly schema?: z.ZodType
    /** Default: `application/json`. */
    readonly mediaType?: string
    readonly headers?: Readonly<Record<string, string>>
    /** A 200 without a body. */
    readonly empty?: true
  }
  readonly problems: readonly ProblemCode[]
}

/** One endpoint: how it is found, what it takes and answers, and the function that answers. */
export type Route =
  | (Endpoint & {
      /** The handler lets nobody in without a good access token. */
      readonly needs: 'token'
      /** What the token is presented for. Default: this request. */
      readonly targetOf?: (request: Request) => Target
      readonly answer: Answer<VerifiedExchange>
    })
  | (Endpoint & {
      /** And nobody whose session is over, as the store has it now. */
      readonly needs: 'session'
      readonly answer: Answer<SignedInExchange>
    })
  | (Endpoint & {
      /** And nobody but another service that was registered as a verifier. */
      readonly needs: 'verifier'
      readonly answer: Answer<VerifierExchange>
    })
  | (Endpoint & {
      /** What the endpoint looks for by itself. */
      readonly needs: 'nothing' | 'basic' | 'any token' | 'client'
      readonly answer: Answer<Exchange>
    })

/** The two members of a route that takes a body: its schema, and an answer that gets what fits it. */
export const takes = <Body, Given extends Exchange>(
  schema: z.ZodType<Body>,
  answer: (body: Body, exchange: Given) => Promise<Response>,
): { readonly body: z.ZodType<Body>; readonly answer: Answer<Given> } => ({
  body: schema,
  answer: async (exchange) => answer(await readBody(exchange.request, schema), exchange),
})

/** A JSON answer. */
export const json = (body: object, headers: Readonly<Record<string, string>> = {}): Response =>
  whole(JSON.stringify(body), { headers: { 'content-type': 'application/json', ...headers } })

export const noContent = (headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 204, headers })
