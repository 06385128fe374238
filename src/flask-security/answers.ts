import { pythonJson } from '../dialects/index.ts'
import type { Generation } from './generations.ts'

/** What is wrong with a form: by field, in the order of the fields; '' is what belongs to none. */
export type FieldErrors = ReadonlyMap<string, readonly string[]>

/** Flask-Security's JSON answers. */
export interface Answers {
  ok(response: Readonly<Record<string, unknown>>): Response
  /** A form that is not as it should be. */
  badForm(errors: FieldErrors): Response
  refused(
    code: number,
    message: string,
    more?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Response
}

export function createAnswers({ isFirst, formKey }: Generation): Answers {
  const answer = (
    code: number,
    response: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>> = {},
  ): Response => pythonJson({ meta: { code }, response }, isFirst ? 200 : code, headers)

  return {
    ok: (response) => answer(200, response),
    badForm(errors) {
      const byField = new Map([...errors].map(([field, texts]) => [field || formKey, texts]))
      if (isFirst) return answer(400, { errors: byField })
      return answer(400, { errors: [...errors.values()].flat(), field_errors: byField })
    },
    refused: (code, message, more = {}, headers = {}) =>
      answer(code, { errors: [message], ...more }, headers),
  }
}
