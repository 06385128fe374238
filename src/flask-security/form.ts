import type { FlaskRequest } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import type { FieldErrors } from './answers.ts'
import { messages } from './messages.ts'

/** What a client sent in a form, or in JSON in its place. */
export class Form {
  readonly #values: ReadonlyMap<string, unknown>
  readonly #errors = new Map<string, string[]>()

  /** @throws {AuthError} `invalid_request` for JSON that is no form. */
  constructor(request: FlaskRequest) {
    this.#values = request.isJson
      ? membersOf(request.json())
      : new Map([...request.form].toReversed())
  }

  get errors(): FieldErrors {
    return this.#errors
  }

  get isGood(): boolean {
    return this.#errors.size === 0
  }

  /** The text of a field; what is no text has none and, where it is something, is an error. */
  text(field: string): string {
    const value = this.#values.get(field) ?? ''
    if (typeof value === 'string') return value
    this.fail(field, messages.inappropriate)
    return ''
  }

  /** Whether the field is there and says nothing, which JSON can. */
  isNull(field: string): boolean {
    return this.#values.get(field) === null
  }

  /** Whether a box is ticked. */
  isTrue(field: string): boolean {
    return (
      this.#values.has(field) && ![false, 'false', ''].some((no) => no === this.#values.get(field))
    )
  }

  /** The text of a field that must not be empty. */
  required(field: string, message: string = messages.noPassword): string {
    const text = this.text(field)
    if (text.trim() === '' && !this.#errors.has(field)) this.fail(field, message)
    return text
  }

  /** The same with one message in the place of whatever says who has an account. */
  generic(message: string): Pick<Form, 'errors'> {
    const errors = new Map<string, string[]>()
    for (const [field, texts] of this.#errors) {
      const isTelling = field === 'email' || field === 'password'
      const key = isTelling ? '' : field
      errors.set(key, [...(errors.get(key) ?? []), ...(isTelling ? [message] : texts)])
    }
    return { errors }
  }

  /** What is wrong beside the address, which says who has an account. */
  withoutEmail(): Pick<Form, 'errors' | 'isGood'> {
    const errors = new Map([...this.#errors].filter(([field]) => field !== 'email'))
    return { errors, isGood: errors.size === 0 }
  }

  /** Takes back what was wrong with a field. */
  forgive(field: string): void {
    this.#errors.delete(field)
  }

  fail(field: string, message: string): void {
    this.#errors.set(field, [...(this.#errors.get(field) ?? []), message])
  }
}

/** Of a list the first item counts, as in Werkzeug's MultiDict. An empty list, and nothing at all, is no member. */
function membersOf(body: unknown): Map<string, unknown> {
  if (body === undefined || body === null || (Array.isArray(body) && body.length === 0)) {
    return new Map()
  }
  if (typeof body !== 'object' || Array.isArray(body)) {
    // In the original this is an error of the server.
    throw new AuthError('invalid_request', 'the body is no form')
  }
  return new Map(
    Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
      if (!Array.isArray(value)) return [[name, value] as const]
      return value.length === 0 ? [] : [[name, value[0] as unknown] as const]
    }),
  )
}
