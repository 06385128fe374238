import type { Difference } from '../dialects/transcripts.ts'

/** Where the guards are not those of Flask-HTTPAuth. */
export const guardDifferences: readonly Difference[] = [
  {
    original: '`HTTPBasicAuth` reads any scheme as Basic',
    here: 'Basic is Basic (RFC 7617 §2)',
    why: 'what is sent as Bearer is for another guard, and may be another person',
    exchanges: ['ANY scheme is accepted as Basic', 'Bearer + base64 creds on HTTPBasicAuth'],
  },
  {
    original: '`optional` lets wrong credentials pass as nobody',
    here: '401',
    why: 'whoever sends credentials believes to be somebody',
    exchanges: ['optional bad'],
    option: "optional: 'allow-wrong-credentials'",
  },
  {
    original: '`OPTIONS` is never guarded',
    here: 'As every other method',
    why: 'preflights are answered before a guard; what is not one has no reason to pass',
    exchanges: ['OPTIONS is never authenticated'],
    option: "optional: request.method === 'OPTIONS'",
  },
  {
    original: '`MultiAuth` chooses by the scheme to the letter, and where something follows it',
    here: 'By the scheme, in any case',
    why: 'RFC 9110 §11.1; otherwise `bearer` is answered by the guard for Basic',
    exchanges: [],
  },
  {
    original: '`get_password` answers 500 where the password is not ASCII',
    here: '401, or the user',
    why: 'there is `verifyPassword` alone',
    exchanges: [],
  },
]
