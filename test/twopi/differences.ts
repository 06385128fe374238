import type { Difference } from '../dialects/transcripts.ts'

/** Where the endpoints are not those of `twopi_flask_utils`. */
export const differences: readonly Difference[] = [
  {
    original: 'Only forms are read',
    here: 'JSON as well',
    why: 'it is what the original’s own words describe',
    exchanges: ['login json body is not read', 'renew with json'],
  },
  {
    original: 'A short-lived token is good after `/logout`, until it expires',
    here: '401 at once',
    why: 'whoever signs out means it',
    exchanges: ['shortlived token still works after logout'],
  },
  {
    original: 'A second `/logout` is a 401 page',
    here: '401 with `_errors`',
    why: 'the token itself is refused by then',
    exchanges: ['logout twice'],
  },
  {
    original: '`?token=` is read',
    here: 'Not read',
    why: 'addresses end up in logs, histories and referrers',
    exchanges: ['protected ?token', 'non-bearer header + good query'],
    option: 'allowQueryToken',
  },
  {
    original: 'A token is good whoever has signed it with the secret key',
    here: 'Only those of a session here',
    why: 'nothing could end it',
    exchanges: ['jwt: foreign HS256', 'jwt: iss present', 'jwt: extra claim', 'jwt: exp float'],
    option: 'allowTokensWithoutSession',
  },
  {
    original: 'A token chooses among HS256, HS384 and HS512',
    here: 'HS256',
    why: 'the key has one algorithm (RFC 8725 §3.1)',
    exchanges: ['jwt: HS384', 'jwt: HS512'],
  },
  {
    original: 'A token without `exp` never expires',
    here: '401',
    why: 'a stolen one would be good for ever',
    exchanges: ['jwt: no exp'],
  },
  {
    original: 'An `iat` in the future is good',
    here: '401',
    why: 'the issuer’s clock is wrong, or it is not the issuer',
    exchanges: ['jwt: iat future'],
  },
  {
    original: '`alg: none`, and an `exp` that is text or null, are a 500',
    here: '401',
    why: 'what a client sends is never the fault of the server',
    exchanges: ['jwt: alg none', 'jwt: exp string int', 'jwt: exp null'],
  },
]
