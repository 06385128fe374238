import type { FlaskSecurityGeneration } from '../../src/flask-security/index.ts'

/** From when the itsdangerous of a generation counts. */
export const generationsEpoch = (generation: FlaskSecurityGeneration = '5.x'): number =>
  generation === '1.7' ? 1_293_840_000 : 0
