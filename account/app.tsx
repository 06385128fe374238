import { Container, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useSession } from 'latchkey/client/react'
import type { ReactNode } from 'react'
import { Account } from './account.tsx'
import { client } from './client.ts'
import icon from './icon.svg'
import { LanguageChoice, useMessages } from './language.tsx'
import { SignIn } from './sign-in.tsx'

export function App(): ReactNode {
  const messages = useMessages()
  const { state, user } = useSession(client)
  return (
    <Container size="38rem" py="lg">
      <Stack gap="lg">
        <Group component="header" justify="space-between">
          <Group gap="xs">
            <img src={icon} alt="" width="28" height="28" />
            <Text fw={600}>{messages.title}</Text>
          </Group>
          <LanguageChoice />
        </Group>
        {!isSecureContext ? (
          <Paper component="main" withBorder p="lg" radius="md">
            <Title order={1} size="h4">
              {messages.insecure}
            </Title>
            <Text mt="xs">{messages.insecureReason}</Text>
          </Paper>
        ) : user ? (
          // Whoever signs in next, in another tab say, sees nothing of who was here before.
          <Account key={user.id} user={user} state={state} />
        ) : (
          <SignIn isOver={state === 'needs-sign-in'} />
        )}
      </Stack>
    </Container>
  )
}
