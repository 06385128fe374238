import { verify } from '@node-rs/bcrypt'
import { encodeUtf8 } from '../bytes.ts'
import type { Scheme, StoredHash, Work } from './scheme.ts'
import { malformed } from './scheme.ts'

// 22 characters of salt and 31 of hash in bcrypt's own base64; the bits left over are zero.
const pattern =
  /^\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/

/** KiB of argon2id that take as long as one of bcrypt's 2^cost rounds: 0.05 ms, measured with both libraries. */
const costOfRound = 150

/** bcrypt as `2a`, `2b` and `2y`: three names of one function. `2x`, a bug of old PHP, is refused. */
export const bcrypt: Scheme = {
  identify: (stored) => /^\$2[aby]\$/.test(stored),
  parse(stored) {
    const [, rounds] = pattern.exec(stored) ?? []
    if (rounds === undefined) throw malformed()
    return {
      scheme: 'bcrypt',
      work: workOf(rounds),
      isWeakerThan: () => true,
      async matches(password) {
        // The library cycles the key with a NUL between: "x\0x" would be "x".
        // Paid for all the same, or the answer would come too soon.
        if (password.includes('\0'))
          return workOf(rounds)
            .spend(password)
            .then(() => false)
        // What was hashed is at most 72 bytes; the rest never counted there. The hash that
        // takes this one's place at the next sign-in counts all of them.
        return verify(readable(password), stored)
      },
    } satisfies StoredHash
  },
}

const readable = (password: string): Uint8Array => encodeUtf8(password).subarray(0, 72)

const workOf = (rounds: string): Work => ({
  kind: `bcrypt ${rounds}`,
  cost: 2 ** Number(rounds) * costOfRound,
  memory: 4,
  async spend(password) {
    await verify(readable(password), `$2b$${rounds}$${'.'.repeat(53)}`)
  },
})
