import { z } from 'zod'
import { maxPresentedLength } from '../defaults.ts'
import type * as wire from '../wire.ts'
import { problems } from './problems.ts'

// Nothing is coerced and nothing unknown is let through: `isAdmin` in a body is a mistake or an attack.
const presented = z.string().max(maxPresentedLength)
const name = presented.min(1)

export const user: z.ZodType<wire.User> = z
  .strictObject({
    id: z.string(),
    username: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.string()).readonly(),
  })
  .meta({ id: 'User' })

const tokenType = z
  .enum(['Bearer', 'DPoP'])
  .meta({ description: 'DPoP where the token is bound to a key.' })

const tokens = {
  token: z.string().meta({ description: 'The access token.' }),
  refreshToken: z
    .string()
    .exactOptional()
    .meta({ description: 'Absent where it is in its cookie.' }),
  tokenType,
  expiresIn: z.number().meta({ description: 'Seconds until the access token expires.' }),
}

export const tokenAnswer: z.ZodType<wire.TokenAnswer | wire.CookieTokenAnswer> = z
  .strictObject(tokens)
  .meta({ id: 'Tokens' })

export const loginAnswer: z.ZodType<wire.LoginAnswer | wire.CookieLoginAnswer> = z
  .strictObject({ ...tokens, user })
  .meta({ id: 'SignedIn' })

const inCookie = z.literal(true).meta({
  description: 'The refresh token is kept in a cookie that scripts cannot read, and in no answer.',
})

export const loginRequest: z.ZodType<wire.LoginRequest> = z
  .strictObject({
    username: name.exactOptional(),
    email: name.exactOptional(),
    password: presented,
    cookie: inCookie.exactOptional(),
  })
  .refine((body) => (body.username === undefined) !== (body.email === undefined), {
    error: 'expected exactly one of username and email',
  })
  .meta({
    id: 'LoginRequest',
    oneOf: [{ required: ['username'] }, { required: ['email'] }],
  })

export const renewRequest: z.ZodType<wire.RenewRequest> = z
  .union([z.strictObject({ refreshToken: presented }), z.strictObject({ cookie: inCookie })])
  .meta({ id: 'RenewRequest' })

export const logoutRequest: z.ZodType<wire.LogoutRequest> = z
  .strictObject({
    refreshToken: presented.exactOptional(),
    cookie: inCookie.exactOptional(),
    all: z.boolean().exactOptional().meta({ description: 'Ends every session of the account.' }),
  })
  .meta({ id: 'LogoutRequest' })

export const userChanges: z.ZodType<wire.UserChanges> = z
  .strictObject({
    username: name.exactOptional(),
    email: name.nullable().exactOptional().meta({ description: 'null takes it away.' }),
    password: presented.exactOptional().meta({ description: 'The current one.' }),
    newPassword: presented.exactOptional(),
  })
  .refine((body) => body.newPassword === undefined || body.password !== undefined, {
    path: ['password'],
    error: 'expected the current password beside the new one',
  })
  .refine(
    (body) =>
      (body.newPassword === undefined) !==
      (body.username === undefined && body.email === undefined),
    { error: 'expected either newPassword, or username or email or both' },
  )
  .meta({ id: 'UserChanges' })

const time = z.int().meta({ description: 'Seconds since 1970-01-01T00:00:00Z.' })

export const sessionsAnswer: z.ZodType<wire.SessionsAnswer> = z
  .strictObject({
    sessions: z
      .array(
        z.strictObject({
          id: z.string().meta({ description: 'The sid of its access tokens.' }),
          device: z.string().nullable(),
          network: z.string().nullable(),
          createdAt: time,
          lastSeenAt: time,
          expiresAt: time,
          current: z.boolean(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Sessions' })

export const shortTokenAnswer: z.ZodType<wire.ShortTokenAnswer> = z
  .strictObject({
    token: z.string(),
    duration: z.number().meta({ description: 'Seconds until it expires.' }),
  })
  .meta({ id: 'ShortToken' })

export const statusAnswer: z.ZodType<wire.StatusAnswer> = z
  .strictObject({ status: z.literal('ok') })
  .meta({ id: 'Status' })

export const jwkSetAnswer: z.ZodType<{ keys: readonly object[] }> = z
  .strictObject({ keys: z.array(z.looseObject({})).readonly() })
  .meta({ id: 'JwkSet' })

export const problemAnswer: z.ZodType<wire.ProblemAnswer> = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z
      .enum(Object.keys(problems) as wire.ProblemCode[]) // its keys are these
      .meta({ description: 'What a program branches on.' }),
    detail: z.string(),
    errors: z
      .array(z.strictObject({ pointer: z.string(), detail: z.string() }))
      .readonly()
      .exactOptional(),
  })
  .meta({ id: 'Problem' })

export const introspectionRequest: z.ZodType = z
  .looseObject({ token: z.string(), token_type_hint: z.string().exactOptional() })
  .meta({ id: 'IntrospectionRequest' })

export const introspectionAnswer: z.ZodType<wire.IntrospectionAnswer> = z
  .looseObject({ active: z.boolean() })
  .meta({ id: 'Introspection' })

const optional = z.string().exactOptional()
const clientParameters = { client_id: optional, client_secret: optional }

export const oauthTokenRequest: z.ZodType = z
  .looseObject({
    grant_type: z.enum(['refresh_token', 'client_credentials']),
    refresh_token: optional,
    scope: optional,
    ...clientParameters,
  })
  .meta({ id: 'OAuthTokenRequest' })

export const oauthTokenAnswer: z.ZodType<wire.OAuthTokenAnswer> = z
  .strictObject({
    access_token: z.string(),
    token_type: tokenType,
    expires_in: z.number().meta({ description: 'Seconds until the access token expires.' }),
    refresh_token: optional,
    scope: optional,
  })
  .meta({ id: 'OAuthTokens' })

export const revocationRequest: z.ZodType = z
  .looseObject({ token: z.string(), token_type_hint: optional, ...clientParameters })
  .meta({ id: 'RevocationRequest' })

export const oauthErrorAnswer: z.ZodType<wire.OAuthErrorAnswer> = z
  .strictObject({ error: z.string(), error_description: z.string() })
  .meta({ id: 'OAuthError' })

export const metadataAnswer: z.ZodType = z
  .looseObject({ issuer: z.string(), token_endpoint: z.string(), jwks_uri: z.string() })
  .meta({ id: 'ServerMetadata' })
