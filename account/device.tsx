import { Badge, Button, Group, Text, ThemeIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import type { SessionEntry } from '../src/wire.ts'
import { nameDevice } from './device-name.ts'
import { DeviceIcon } from './icons.tsx'
import { useLanguage, useMessages } from './language.tsx'
import { ago, exactly } from './time.ts'

/** What a device is called in the language of the page. */
export function useDeviceName(): (userAgent: string | null) => string {
  const { unknownDevice, programOn } = useMessages()
  return (userAgent) => {
    const { program, system } = nameDevice(userAgent)
    if (program === undefined) return unknownDevice
    return system === undefined ? program : programOn(program, system)
  }
}

/** One session, in words of a device. */
export function Device({
  session: { device, network, createdAt, lastSeenAt, current },
  now,
  onEnd,
}: {
  readonly session: SessionEntry
  readonly now: number
  readonly onEnd: () => void
}): ReactNode {
  const { messages, language } = useLanguage()
  const name = useDeviceName()(device)
  const seen = ago(lastSeenAt, now, language) ?? messages.justNow
  return (
    <Group component="li" align="flex-start" gap="sm">
      <ThemeIcon variant="default" size="lg" aria-hidden>
        <DeviceIcon kind={nameDevice(device).kind} />
      </ThemeIcon>
      <div className="grows">
        <Group gap="xs">
          <Text fw={500}>{name}</Text>
          {current && <Badge variant="light">{messages.thisDevice}</Badge>}
        </Group>
        <Text size="sm" c="dimmed">
          {!current && (
            <>
              <time dateTime={new Date(lastSeenAt * 1_000).toISOString()}>
                {messages.lastSeen(seen)}
              </time>
              <br />
            </>
          )}
          {messages.signedInAt(exactly(createdAt, language))}
          {network !== null && network !== 'unknown' && (
            <>
              <br />
              {messages.network(network)}
            </>
          )}
        </Text>
      </div>
      {!current && (
        <Button
          variant="default"
          size="xs"
          className="ends"
          aria-label={messages.signOutDevice(name)}
          onClick={onEnd}
        >
          {messages.signOut}
        </Button>
      )}
    </Group>
  )
}
