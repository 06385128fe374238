import { resultCode } from './faults.js';
/** SQLITE_BUSY, without what its extended codes add. */
const busy = 5;
const nobody = new Int32Array(new SharedArrayBuffer(4));
/** Tries again while the database is locked by somebody else. Times are seconds; it blocks its thread. */
export function patiently(attempt, { patience, pause }) {
    const deadline = performance.now() + patience * 1_000;
    for (;;) {
        try {
            return attempt();
        }
        catch (error) {
            if ((resultCode(error) & 0xff) !== busy || performance.now() > deadline)
                throw error;
            Atomics.wait(nobody, 0, 0, pause * 1_000);
        }
    }
}
