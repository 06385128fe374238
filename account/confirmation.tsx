import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useMessages } from './language.tsx'

/**
 * A question in front of the page. The browser's own dialog keeps the focus, hears Escape and gives the focus back; the component
 * library's adds styles at run time, which the policy of the page refuses.
 */
export function Confirmation({
  question,
  effect,
  action,
  onConfirm,
  onCancel,
}: {
  readonly question: string
  readonly effect: string
  readonly action: string
  readonly onConfirm: () => void
  readonly onCancel: () => void
}): ReactNode {
  const { cancel } = useMessages()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} aria-labelledby={id} aria-describedby={`${id}-effect`} onClose={onCancel}>
      <Stack>
        <Title order={2} size="h4" id={id}>
          {question}
        </Title>
        <Text id={`${id}-effect`}>{effect}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => dialog.current?.close()}>
            {cancel}
          </Button>
          <Button
            color="red"
            onClick={() => {
              dialog.current?.close()
              onConfirm()
            }}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </dialog>
  )
}
