import { Button, Group } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { endOtherSessions, endSession, type Overview } from './api.ts'
import { Confirmation } from './confirmation.tsx'
import { Device, useDeviceName } from './device.tsx'
import { useMessages } from './language.tsx'
import { Refusal } from './refusal.tsx'
import { Section } from './section.tsx'
import { useTask } from './use-task.ts'

/** Devices that are shown before somebody asks for all; there may be a thousand. */
const shownAtFirst = 10

/** @param props `onEnded`: reads the sessions anew. */
export function Devices({
  overview: { sessions, readAt },
  onEnded,
}: {
  readonly overview: Overview
  readonly onEnded: () => Promise<void>
}): ReactNode {
  const messages = useMessages()
  const nameOf = useDeviceName()
  const { isRunning, error, run } = useTask()
  const [done, setDone] = useState('')
  const [isAsking, setAsking] = useState(false)
  const [showsAll, setShowsAll] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  // This device first: it is what all others are compared with.
  const sorted = sessions.toSorted((a, b) => Number(b.current) - Number(a.current))
  const shown = showsAll ? sorted : sorted.slice(0, shownAtFirst)

  const end = (work: () => Promise<void>, message: string): void => {
    setAsking(false)
    setDone('')
    void run(async () => {
      await work()
      await onEnded()
      setDone(message)
    })
  }

  const showAll = (): void => {
    setShowsAll(true)
    // The button that has it goes away.
    list.current?.focus()
  }

  return (
    <Section title={messages.devices} done={done}>
      {error !== undefined && <Refusal error={error} />}
      <ul ref={list} tabIndex={-1} className="devices" aria-busy={isRunning}>
        {shown.map((session) => (
          <Device
            key={session.id}
            session={session}
            now={readAt}
            onEnd={() =>
              end(() => endSession(session.id), messages.deviceSignedOut(nameOf(session.device)))
            }
          />
        ))}
      </ul>
      <Group className="actions">
        {shown.length < sorted.length && (
          <Button variant="default" onClick={showAll}>
            {messages.showAll(sorted.length)}
          </Button>
        )}
        {sessions.some(({ current }) => !current) && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {messages.signOutOthers}
          </Button>
        )}
      </Group>
      {isAsking && (
        <Confirmation
          question={messages.signOutOthersQuestion}
          effect={messages.signOutOthersEffect}
          action={messages.signOutOthers}
          onConfirm={() => end(endOtherSessions, messages.othersSignedOut)}
          onCancel={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
