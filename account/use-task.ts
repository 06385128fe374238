import { useState } from 'react'

/** Something that a person started and waits for. */
export interface Task {
  readonly isRunning: boolean
  /** Why it failed, until the next one starts. */
  readonly error: unknown
  /** Gives the error as well, for where the focus goes then; starts nothing while another one runs. */
  readonly run: (work: () => Promise<unknown>) => Promise<unknown>
}

export function useTask(): Task {
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<unknown>()
  const run: Task['run'] = async (work) => {
    if (isRunning) return undefined
    setRunning(true)
    setError(undefined)
    try {
      await work()
      return undefined
    } catch (thrown) {
      setError(thrown)
      return thrown
    } finally {
      setRunning(false)
    }
  }
  return { isRunning, error, run }
}
