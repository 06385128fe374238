import type { Difference } from '../dialects/transcripts.ts'

/** Where the `/token` app is not the lessons' and REST-auth's. */
export const differences: readonly Difference[] = [
  {
    original: 'An account may have an empty name and password',
    here: '400',
    why: 'such an account is everybody who sends no credentials',
    exchanges: ['register empty strings is accepted'],
  },
  {
    original:
      'A request without credentials, or with those of another scheme, is tried as the empty name and password',
    here: '401',
    why: 'the absence of credentials is nobody',
    exchanges: [
      'THEN an anonymous request is authenticated as that user',
      'and gets a token',
      'and so does a foreign scheme',
    ],
  },
  {
    original: 'A body that is no object is a 500',
    here: '400',
    why: 'what a client sends is never the fault of the server',
    exchanges: ['register array'],
  },
  {
    original: 'A token for an unknown id, or for none, is a 500',
    here: '401',
    why: 'as for every other token that is not good',
    exchanges: ['unknown id (.one() raises -> 500)', 'no id key (KeyError -> 500)'],
  },
  {
    original: 'Anybody may read whose an id is',
    here: 'Only its owner, with credentials',
    why: 'the numbers of rows can all be tried',
    exchanges: ['get user', 'get', 'get unknown'],
    option: 'allowAnonymousLookup',
  },
  {
    original: 'An unknown id in `/users/<id>` is a 500 in the lessons',
    here: '404, and 400 below `/api` as in REST-auth',
    why: 'as above',
    exchanges: ['get user unknown (.one() raises -> 500)'],
  },
  {
    original: 'An id that is no number is 404 below `/api`',
    here: '400, as an unknown one',
    why: 'ids here need not be numbers',
    exchanges: ['get user non-int'],
  },
  {
    original: 'The lessons sell fruit at `/products`',
    here: 'Not there',
    why: 'that is the application: guard it with `guard`',
    exchanges: [
      'products empty',
      'products add',
      'products list',
      'products fruit',
      'products legume',
      'products vegetable (NameError -> 500)',
      'products unknown category (None -> 500)',
      'products anonymous',
    ],
  },
]
