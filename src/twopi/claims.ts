import { defineAccessToken } from '../tokens/index.ts'
import type { AccessTokenDefinition, SessionSource, StandardSchema } from '../tokens/index.ts'

/** The claims of the original's example. */
export interface TwopiClaims {
  /** The refresh token; here the session. */
  readonly rfid: string
  readonly user_id: string
  readonly scopes: readonly string[]
}

const isText = (value: unknown): value is string => typeof value === 'string'

const schema: StandardSchema<TwopiClaims, TwopiClaims> = {
  '~standard': {
    version: 1,
    vendor: 'latchkey',
    validate(value) {
      const { rfid, user_id, scopes }: Partial<Record<keyof TwopiClaims, unknown>> = Object(value)
      if (!isText(rfid)) return { issues: [{ message: 'expected text', path: ['rfid'] }] }
      if (!isText(user_id)) return { issues: [{ message: 'expected text', path: ['user_id'] }] }
      if (Array.isArray(scopes) && scopes.every(isText)) return { value: { rfid, user_id, scopes } }
      return { issues: [{ message: 'expected a list of texts', path: ['scopes'] }] }
    },
  },
}

/** The original's `ShortlivedToken`: its claims, made of a session as `from_refresh_token` did of a refresh token. */
export const twopiAccessToken: AccessTokenDefinition<TwopiClaims> = defineAccessToken({
  schema,
  fromRefreshToken: ({ session, account }: SessionSource) => ({
    sub: account.id,
    sid: session.id,
    rfid: session.id,
    user_id: account.username,
    scopes: [...account.scopes],
  }),
})
