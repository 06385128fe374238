import type { EventListener } from '../events.ts'

/** A task that runs again and again until it is stopped; never keeps the process alive. */
export function repeat(
  task: 'sweep' | 'keys' | 'feed' | 'audit',
  every: number,
  run: () => Promise<unknown>,
  onEvent: EventListener,
): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const next = (): void => {
    if (!stopped) timer = setTimeout(() => void once(), every * 1_000).unref()
  }
  const once = async (): Promise<void> => {
    try {
      await run()
    } catch (error) {
      onEvent({ type: 'task_failed', task, error })
    }
    next()
  }
  next()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
