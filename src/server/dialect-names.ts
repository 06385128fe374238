import type { FlaskSecurityGeneration } from '../flask-security/index.ts'

/** What a dialect is switched on with. */
export type DialectName = `flask-security=${FlaskSecurityGeneration}`

export const dialectNames: readonly DialectName[] = [
  'flask-security=1.7',
  'flask-security=5.x',
  'flask-security=newest',
]
