import { Alert, Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useRef, type ReactNode, type SubmitEvent } from 'react'
import { client } from './client.ts'
import { useMessages } from './language.tsx'
import { Refusal } from './refusal.tsx'
import { SecretField } from './secret-field.tsx'
import { typedInto } from './typed.ts'
import { useTask } from './use-task.ts'

/** @param props `isOver`: whether the server ended the session that was on here. */
export function SignIn({ isOver }: { readonly isOver: boolean }): ReactNode {
  const messages = useMessages()
  const { isRunning, error, run } = useTask()
  const secret = useRef<HTMLInputElement>(null)

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const { username, password } = typedInto(event.currentTarget, ['username', 'password'])
    const name = username.trim()
    const who = name.includes('@') ? { email: name, password } : { username: name, password }
    if (await run(() => client.login(who))) secret.current?.select()
  }

  return (
    <Paper component="main" className="sign-in" withBorder p="xl" radius="md">
      <form method="post" onSubmit={(event) => void submit(event)}>
        <Stack>
          <div>
            <Title order={1} size="h2">
              {messages.signIn}
            </Title>
            <Text c="dimmed">{location.host}</Text>
          </div>
          {isOver && !error && <Alert role="status">{messages.signedOutByServer}</Alert>}
          {error !== undefined && <Refusal error={error} />}
          <TextInput
            label={messages.name}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
            withAsterisk={false}
          />
          <SecretField
            ref={secret}
            label={messages.password}
            name="password"
            autoComplete="current-password"
          />
          <Button type="submit" fullWidth loading={isRunning}>
            {messages.signIn}
          </Button>
        </Stack>
      </form>
    </Paper>
  )
}
