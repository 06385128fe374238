import { faultOf } from './faults.ts'

const nobody = new Int32Array(new SharedArrayBuffer(4))

/** Tries again while what is wrong may pass, such as another process's lock. Times are seconds; it blocks its thread. */
export function patiently<Result>(
  attempt: () => Result,
  { patience, pause }: { readonly patience: number; readonly pause: number },
): Result {
  const deadline = performance.now() + patience * 1_000
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (faultOf(error) !== 'passing' || performance.now() > deadline) throw error
      Atomics.wait(nobody, 0, 0, pause * 1_000)
    }
  }
}
