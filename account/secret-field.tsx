import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMessages } from './language.tsx'

/** A field for a password, which can be shown: who sees it needs to type it once only. */
export function SecretField(props: PasswordInputProps): ReactNode {
  const [visible, setVisible] = useState(false)
  return (
    <PasswordInput
      required
      withAsterisk={false}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{
        'aria-label': useMessages().show,
        // Assistive technology clicks without a mouse, which the component itself does not hear.
        onClick: ({ detail }: { readonly detail: number }) => {
          if (detail === 0) setVisible(!visible)
        },
      }}
      {...props}
    />
  )
}
