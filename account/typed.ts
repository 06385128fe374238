/** What was typed into fields of a form, those that a password manager filled in too. */
export function typedInto<Name extends string>(
  form: HTMLFormElement,
  names: readonly Name[],
): Record<Name, string> {
  const fields = new FormData(form)
  const texts = names.map((name) => {
    const text = fields.get(name)
    return [name, typeof text === 'string' ? text : ''] as const
  })
  return Object.fromEntries(texts) as Record<Name, string> // every name has its text
}
