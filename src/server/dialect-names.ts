/** What a dialect is switched on with: its name and, where there are several of it, which one. */
export const dialectNames = [
  'flask-security=1.7',
  'flask-security=5.x',
  'flask-security=newest',
  'basic-token=0.24',
  'basic-token=1.x',
  'twopi',
  'twopi=/api/v1',
  'flask-login=0.24',
  'flask-login=2.x',
] as const

export type DialectName = (typeof dialectNames)[number]
