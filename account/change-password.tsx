import { Button, Stack, Text } from '@mantine/core'
import { ClientError } from 'latchkey/client'
import { useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { changePassword } from './api.ts'
import { explain } from './explain.ts'
import { useLanguage } from './language.tsx'
import { Refusal } from './refusal.tsx'
import { SecretField } from './secret-field.tsx'
import { Section } from './section.tsx'
import { typedInto } from './typed.ts'
import { useTask } from './use-task.ts'

const minLength = Number(document.documentElement.dataset['passwordMinLength'])

/** Which of the two passwords a refusal is about; `undefined`: neither. */
function aboutField(error: unknown): 'current' | 'next' | undefined {
  if (!(error instanceof ClientError)) return undefined
  if (error.code === 'password_mismatch') return 'current'
  return error.code.startsWith('password_') ? 'next' : undefined
}

/** @param props `onChanged`: called when the password is another one, and all other sessions are over. */
export function ChangePassword({
  username,
  onChanged,
}: {
  readonly username: string
  readonly onChanged: () => void
}): ReactNode {
  const { messages, language } = useLanguage()
  const { isRunning, error, run } = useTask()
  const [isChanged, setChanged] = useState(false)
  const current = useRef<HTMLInputElement>(null)
  const next = useRef<HTMLInputElement>(null)
  const about = aboutField(error)
  const wrong = explain(error, messages, language)

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const { current: password, next: newPassword } = typedInto(form, ['current', 'next'])
    setChanged(false)
    const failed = await run(async () => {
      await changePassword(password, newPassword)
      form.reset()
      setChanged(true)
      onChanged()
    })
    if (failed) (aboutField(failed) === 'next' ? next : current).current?.select()
  }

  return (
    <Section title={messages.changePassword} done={isChanged && messages.passwordChanged}>
      <Text c="dimmed">{messages.changeSignsOut}</Text>
      <form method="post" onSubmit={(event) => void submit(event)}>
        <Stack>
          {error !== undefined && about === undefined && <Refusal error={error} />}
          {/* Tells password managers whose password it is. */}
          <input hidden readOnly name="username" autoComplete="username" value={username} />
          <SecretField
            ref={current}
            label={messages.currentPassword}
            name="current"
            autoComplete="current-password"
            error={about === 'current' && wrong}
          />
          <SecretField
            ref={next}
            label={messages.newPassword}
            description={messages.newPasswordHint(minLength)}
            name="next"
            autoComplete="new-password"
            error={about === 'next' && wrong}
          />
          <Button type="submit" variant="default" className="fits" loading={isRunning}>
            {messages.changePassword}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
