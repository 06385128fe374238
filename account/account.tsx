import {
  Alert,
  Avatar,
  Badge,
  Button,
  Group,
  Paper,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import type { SessionSnapshot } from 'latchkey/client'
import { useEffect, useRef, type ReactNode } from 'react'
import type { User } from '../src/wire.ts'
import { ChangePassword } from './change-password.tsx'
import { client } from './client.ts'
import { Devices } from './devices.tsx'
import { useMessages } from './language.tsx'
import { Refusal } from './refusal.tsx'
import { useOverview } from './use-overview.ts'

/** The page of who is signed in. */
export function Account({
  user,
  state,
}: {
  /** As it was at sign-in. */
  readonly user: User
  readonly state: SessionSnapshot['state']
}): ReactNode {
  const messages = useMessages()
  const { overview, error, reload } = useOverview(state === 'offline')
  return (
    <Stack component="main" gap="lg">
      {overview && (error !== undefined || state === 'offline') && (
        <Alert color="yellow" role="status">
          {messages.offline}
        </Alert>
      )}
      <Person user={overview?.user ?? user} />
      {overview ? (
        <>
          <Devices overview={overview} onEnded={reload} />
          <ChangePassword username={overview.user.username} onChanged={() => void reload()} />
        </>
      ) : error === undefined ? (
        <Skeleton height="12rem" radius="md" />
      ) : (
        <>
          <Refusal error={error} />
          <Button variant="default" className="fits" onClick={() => void reload()}>
            {messages.tryAgain}
          </Button>
        </>
      )}
    </Stack>
  )
}

function Person({ user: { username, email, roles } }: { readonly user: User }): ReactNode {
  const messages = useMessages()
  const heading = useRef<HTMLHeadingElement>(null)
  // The form that had the focus is gone.
  useEffect(() => heading.current?.focus(), [])
  return (
    <Paper component="section" withBorder p="lg" radius="md">
      <Group align="flex-start">
        <Avatar size="lg" color="blue" aria-hidden>
          {Array.from(username)[0]?.toUpperCase()}
        </Avatar>
        <div className="grows">
          <Title order={1} size="h3" ref={heading} tabIndex={-1}>
            <bdi>{username}</bdi>
          </Title>
          {email !== null && <Text c="dimmed">{email}</Text>}
          {roles.length > 0 && (
            <Group component="ul" gap="xs" mt="xs" aria-label={messages.roles}>
              {roles.map((role) => (
                <Badge component="li" key={role} variant="default" tt="none">
                  {role}
                </Badge>
              ))}
            </Group>
          )}
        </div>
        <Button variant="default" className="ends" onClick={() => void client.logout()}>
          {messages.signOut}
        </Button>
      </Group>
    </Paper>
  )
}
