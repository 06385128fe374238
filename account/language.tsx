import { NativeSelect } from '@mantine/core'
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { languages, type Language, type Messages } from './messages.ts'

interface Spoken {
  readonly language: Language
  readonly messages: Messages
  readonly speak: (language: Language) => void
}

const Speech = createContext<Spoken>({ language: 'en', messages: languages.en, speak: () => {} })

export const useLanguage = (): Spoken => useContext(Speech)
export const useMessages = (): Messages => useLanguage().messages

const item = 'latchkey account language'
const isLanguage = (name: string | null): name is Language =>
  name !== null && Object.hasOwn(languages, name)

/** What was chosen here before, or the first that the browser asks for and we speak. */
function preferred(): Language {
  const chosen = readChoice()
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.split('-', 1)[0] ?? '').find(isLanguage) ?? 'en'
}

// Browsers throw where storage is blocked; the choice then lasts until the page is left.
function readChoice(): string | null {
  try {
    return localStorage.getItem(item)
  } catch {
    return null
  }
}
function keepChoice(language: Language): void {
  try {
    localStorage.setItem(item, language)
  } catch {
    // As above.
  }
}

export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(preferred)
  const messages = languages[language]
  useEffect(() => {
    document.documentElement.lang = language
    document.title = messages.title
  }, [language, messages])
  const speak = (next: Language): void => {
    keepChoice(next)
    setLanguage(next)
  }
  return <Speech value={{ language, messages, speak }}>{children}</Speech>
}

export function LanguageChoice(): ReactNode {
  const { language, messages, speak } = useLanguage()
  return (
    <NativeSelect
      aria-label={messages.language}
      size="xs"
      value={language}
      onChange={({ currentTarget: { value } }) => {
        if (isLanguage(value)) speak(value)
      }}
      data={Object.entries(languages).map(([value, { languageName: label }]) => ({ value, label }))}
    />
  )
}
