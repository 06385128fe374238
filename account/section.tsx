import { Paper, Stack, Text, Title } from '@mantine/core'
import { useEffect, useId, useRef, type ReactNode } from 'react'

/**
 * A part of the page with a heading.
 *
 * @param props `done`: what was just done there. It is read out, and the heading gets the focus: what had it may be gone.
 */
export function Section({
  title,
  done,
  children,
}: {
  readonly title: string
  readonly done?: string | false
  readonly children: ReactNode
}): ReactNode {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (done) heading.current?.focus()
  }, [done])
  return (
    <Paper component="section" aria-labelledby={id} withBorder p="lg" radius="md">
      <Stack>
        <Title order={2} size="h4" id={id} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        <Text role="status" className="done">
          {done}
        </Text>
        {children}
      </Stack>
    </Paper>
  )
}
