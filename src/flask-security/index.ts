// Flask-Security's wire contract, in three generations, on Latchkey's accounts and sessions: what it answers, what it
// signs, and what its decorators let pass. Where the original is unsafe this is not, unless an option says so.
export type { Caller as FlaskCaller } from './callers.ts'
export { createFlaskSecurity } from './create-flask-security.ts'
export type { FlaskSecurity } from './create-flask-security.ts'
export type { FlaskLetter, FlaskLetters, FlaskLetterText } from './letters.ts'
export type {
  FlaskCsrf,
  FlaskMechanism,
  FlaskRequirements,
  FlaskSecurityGeneration,
  FlaskSecurityOptions,
  FlaskSecurityStore,
  FlaskSpa,
} from './options.ts'
