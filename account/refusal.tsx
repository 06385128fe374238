import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'
import { explain } from './explain.ts'
import { useLanguage } from './language.tsx'

/** Why something did not work, said at once to who cannot see it. */
export function Refusal({ error }: { readonly error: unknown }): ReactNode {
  const { messages, language } = useLanguage()
  return (
    <Alert color="red" role="alert">
      {explain(error, messages, language)}
    </Alert>
  )
}
