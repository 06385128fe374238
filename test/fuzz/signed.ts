import assert from 'node:assert/strict'
import { AuthError } from '../../src/errors.ts'
import {
  TimedJSONWebSignatureSerializer,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from '../../src/signing/index.ts'
import type { Fuzzer } from './fuzzer.ts'
import { mutate } from './mutate.ts'

const secretKey = 'a secret key'
const clock = (): number => 1_700_000_000

/** Tokens of itsdangerous changed: none is read. */
export async function signed(): Promise<Fuzzer> {
  const values = [['a', 1], { id: 7, text: 'x'.repeat(80) }, 'é']
  const kinds = [
    new URLSafeTimedSerializer(secretKey, { clock }),
    new TimedJSONWebSignatureSerializer(secretKey, { clock }),
    new URLSafeSerializer(secretKey),
  ].map((serializer) => ({
    good: values.map((value) => serializer.dumps(value)),
    loads: (token: string): unknown => Reflect.apply(serializer.loads, serializer, [token]),
  }))
  return {
    run: (random) => {
      const { loads, good } = random.pick(kinds)
      const token = mutate(random.pick(good), random, random.pick(good))
      if (good.includes(token)) return
      try {
        loads(token)
      } catch (error) {
        if (error instanceof AuthError) return
        throw error
      }
      assert.fail(JSON.stringify(token))
    },
    close: async () => {},
  }
}
