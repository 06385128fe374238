import type { Difference } from '../dialects/transcripts.ts'

/** Where the exchange is not what Flask-Login does with a cookie. */
export const differences: readonly Difference[] = [
  {
    original: 'A cookie signs its browser in as often as it comes',
    here: 'Once; then it is refused, and so is a copy of it, or the same session written again later',
    why: 'a stolen cookie is worth nothing after its owner came',
    exchanges: [],
    option: 'allowRepeatedExchange',
  },
  {
    original: 'A remember cookie is good until the secret key changes',
    here: 'Until the day that `until` says',
    why: 'nothing in it says how old it is',
    exchanges: [],
  },
  {
    original: 'A session from another address or user agent is merely not fresh',
    here: "It counts, or with `sessionProtection: 'strong'` it does not",
    why: 'freshness is `auth_time` here, and begins with the exchange',
    exchanges: [],
  },
  {
    original: 'The first address in `X-Forwarded-For` is believed',
    here: 'The address is the server’s word',
    why: 'anybody can write that header',
    exchanges: [],
  },
  {
    original: 'The same signature may be spelled in several ways',
    here: 'In one',
    why: 'what is remembered as exchanged must not have a second name',
    exchanges: [],
  },
  {
    original: 'A cookie outlives a change of the password',
    here: 'It is refused once the password has changed here',
    why: 'whoever changes it wants those out who are in',
    exchanges: [],
  },
]
