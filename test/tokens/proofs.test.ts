import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { generateKey } from '../../src/keys/index.ts'
import type { VerificationKey } from '../../src/keys/index.ts'
import { createAccessTokens, createProofs, defineAccessToken } from '../../src/tokens/index.ts'
import { ProofMemory } from '../../src/tokens/proof-memory.ts'
import { createProofsOn } from '../../src/tokens/proofs.ts'
import type { ProvenRequest } from '../../src/tokens/index.ts'
import { createVerifier as onNode } from '../../src/tokens/verifier.ts'
import type { Verifier, VerifierOptions } from '../../src/tokens/verifier.ts'
import { createVerifier as onWeb } from '../../src/tokens/web-verifier.ts'
import { refusal } from './issuer.ts'
import { createDevice, hashOf } from './device.ts'
import type { Device } from './device.ts'
import { hostileProofs } from './hostile-proofs.ts'

const start = 1_800_000_000
const issuer = 'https://auth.example.com'
const htu = 'https://orders.example.com/orders'
const { privateKey, publicKey } = generateKey('ES256')

/** With a thumbprint in which base64url has both of its own letters. */
function createOwner(): Device {
  for (;;) {
    const device = createDevice()
    if (/-.*_|_.*-/.test(device.jkt)) return device
  }
}

const owner = createOwner()

const runtimes: Readonly<Record<string, (options: VerifierOptions) => Verifier>> = {
  Node: onNode,
  'Web Crypto': onWeb,
}
const anything = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value: unknown) => ({ value: value as object }),
  },
} as const

const request = (proof: string, change: Partial<ProvenRequest> = {}): ProvenRequest => ({
  proof,
  method: 'GET',
  url: '/orders?page=2',
  ...change,
})
const verifyBound = async (
  verifier: Verifier,
  token: string,
  proven: ProvenRequest,
): Promise<{ readonly sub: string }> =>
  verifier.verifyBound?.(token, proven) ?? assert.fail('it looks at no proofs')

for (const [runtime, createVerifier] of Object.entries(runtimes)) {
  describe(`tokens that are bound to a key, on ${runtime}`, () => {
    let now = start
    const clock = (): number => now
    const keys = { keys: [publicKey ?? assert.fail('ES256 has one')] }
    const issue = (jkt?: string): string =>
      createAccessTokens({
        issuer,
        audience: 'orders',
        keys: privateKey,
        clock,
        definition: defineAccessToken({
          schema: anything,
          fromRefreshToken: () => ({ sub: 'ada', ...(jkt && { cnf: { jkt } }) }),
        }),
      }).issue({}).token
    const bound = issue(owner.jkt)
    const open = (): Verifier =>
      createVerifier({
        issuer,
        audience: 'orders',
        keys,
        clock,
        proofOrigins: ['https://orders.example.com', 'https://shop.example.com'],
      })
    const target = { htm: 'GET', htu, iat: start, token: bound }
    const good = { htm: 'GET', htu, iat: start, ath: hashOf(bound) }
    const verify = async (proof: string, change?: Partial<ProvenRequest>): Promise<string> =>
      (await verifyBound(open(), bound, request(proof, change))).sub

    it('are good with a proof', async () => {
      now = start
      assert.equal(await verify(owner.prove(good)), 'ada')
      assert.equal(await verify(owner.prove({ ...good, htu: `${htu}?page=3#top` })), 'ada')
      assert.equal(
        await verify(owner.prove({ ...good, htu: 'HTTPS://ORDERS.example.com:443/orders' })),
        'ada',
      )
      assert.equal(
        await verify(owner.prove({ ...good, htu: 'https://shop.example.com/orders' })),
        'ada',
      )
      assert.equal(
        await verify(owner.prove(good), { url: 'http://10.0.0.7:8080/orders' }),
        'ada',
        'Host is not believed',
      )
      for (const iat of [start - 60, start + 30])
        assert.equal(await verify(owner.prove({ ...good, iat })), 'ada')
      assert.equal(await verify(owner.prove({ ...good, jti: 'x'.repeat(128) })), 'ada')
    })

    for (const [name, { proof, code }] of Object.entries(hostileProofs)) {
      it(`are refused with a proof that is ${name}: ${code}`, async () => {
        now = start
        await assert.rejects(verify(proof(owner, good, target)), refusal(code))
      })
    }

    it('are refused with a path that a proxy could read as a host', async () => {
      await assert.rejects(
        verify(owner.prove({ ...good, htu: 'https://orders.example.com/' }), {
          url: '//orders.example.com/',
        }),
        refusal('proof_mismatch'),
      )
      await assert.rejects(verify(owner.prove(good), { url: '*' }), refusal('proof_mismatch'))
    })

    it('refuses a proof that was used before, for as long as it would be good', async () => {
      now = start
      const verifier = open()
      const proof = owner.prove({ ...good, iat: start + 30 })
      await verifyBound(verifier, bound, request(proof))
      for (const later of [0, 60, 90]) {
        now = start + later
        await assert.rejects(
          verifyBound(verifier, bound, request(proof)),
          refusal('proof_replayed'),
        )
      }
      now = start + 91
      await assert.rejects(verifyBound(verifier, bound, request(proof)), refusal('proof_expired'))
      now = start
      const twice = owner.prove(good)
      const both = [0, 1].map(() => verifyBound(verifier, bound, request(twice)))
      const settled = (await Promise.allSettled(both)).map(({ status }) => status)
      assert.deepEqual(settled.toSorted(), ['fulfilled', 'rejected'], 'of two at once one')
    })

    it('remembers no proof of a token that is not good', async () => {
      const verifier = open()
      const proof = owner.prove(good)
      await assert.rejects(
        verifyBound(verifier, `${bound.slice(0, -8)}AAAAAAAA`, request(proof)),
        refusal('signature_invalid'),
      )
      assert.equal((await verifyBound(verifier, bound, request(proof))).sub, 'ada')
    })

    it('are no bearer tokens, seen before or not', async () => {
      const verifier = open()
      await assert.rejects(verifier.verify(bound), refusal('proof_missing'))
      await verifyBound(verifier, bound, request(owner.prove(good)))
      await assert.rejects(verifier.verify(bound), refusal('proof_missing'))
      assert.throws(() => verifier.verifyNow(bound), refusal('proof_missing'))
    })

    it('are refused where no proofs are looked at', async () => {
      const verifier = createVerifier({ issuer, audience: 'orders', keys, clock })
      assert.ok(!('verifyBound' in verifier))
      await assert.rejects(verifier.verify(bound), refusal('proof_missing'))
    })

    it('are not what a bearer token becomes by a proof', async () => {
      const bearer = issue()
      const proof = owner.prove({ ...good, ath: hashOf(bearer) })
      await assert.rejects(verifyBound(open(), bearer, request(proof)), refusal('token_unbound'))
      assert.equal((await open().verify(bearer)).sub, 'ada')
    })
  })
}

describe('what an access token is bound to', () => {
  it('is a thumbprint, or the token is not made', () => {
    for (const jkt of ['', 'short', `${owner.jkt}=`]) {
      const tokens = createAccessTokens({ issuer, audience: 'orders', keys: privateKey })
      assert.throws(() => tokens.issueToClient({ name: 'robot', scope: '', jkt }), TypeError)
    }
  })
})

describe('the check of proofs', () => {
  const origins = ['https://orders.example.com']
  const sent = { method: 'GET', url: '/orders' }

  it('takes origins only', () => {
    for (const origin of ['https://a.example', 'http://localhost:8787']) {
      createProofs({ origins: [origin] })
    }
    for (const origin of ['', 'a.example', 'https://a.example/', 'https://A.example', 'null']) {
      const creating = (): unknown => createProofs({ origins: ['https://a.example', origin] })
      assert.throws(creating, /^TypeError: proofOrigins: expected origins/)
    }
  })

  it('tells the senders of proofs apart', async () => {
    const proofs = createProofs({ origins, clock: () => start })
    for (const device of [owner, createDevice(), owner]) {
      const proof = device.prove({ htm: 'GET', htu, iat: start })
      assert.equal(await proofs.verify({ ...sent, proof }), device.jkt)
    }
  })

  it('reads the key of a client once, of a thousand clients', async () => {
    let read = 0
    const importJwk = (): VerificationKey => {
      read += 1
      return { kid: undefined, algorithm: 'ES256', accepts: () => true, verify: () => true }
    }
    const proofs = createProofsOn(
      { importJwk, digest: (text) => text },
      { origins, clock: () => start },
    )
    let made = 0
    const prove = async (client: number): Promise<number> => {
      made += 1
      const jwk = { kty: 'EC', crv: 'P-256', x: `${client}`.padEnd(43, 'A'), y: 'A'.repeat(43) }
      const proof = [
        { typ: 'dpop+jwt', alg: 'ES256', jwk },
        { jti: `j${made}`, htm: 'GET', htu, iat: start },
        'signature',
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      await proofs.verify({ ...sent, proof: proof.join('.') })
      return read
    }
    for (let client = 0; client < 1_000; client += 1) await prove(client)
    assert.equal(read, 1_000)
    assert.equal(await prove(0), 1_000, 'known')
    assert.equal(await prove(1_000), 1_001)
    assert.equal(await prove(0), 1_002, 'at the bound all are forgotten')
    assert.equal(await prove(1_000), 1_002)
  })

  it('passes on what the runtime itself fails with', async () => {
    const failure = new Error('no entropy')
    const key: VerificationKey = {
      kid: undefined,
      algorithm: 'ES256',
      accepts: () => true,
      verify: () => Promise.reject(failure),
    }
    const proofs = createProofsOn({ importJwk: () => key, digest: hashOf }, { origins })
    await assert.rejects(proofs.verify({ ...sent, proof: owner.prove({}) }), failure)
  })
})

/** It has room for one, and saw two. */
function flooded(): ProofMemory {
  const memory = new ProofMemory(1)
  for (const id of ['a', 'b']) memory.add(id, 5_000, 5_000)
  return memory
}

describe('the memory of proofs', () => {
  it('forgets the oldest at its bound, and takes none from then on that is as old', () => {
    const memory = new ProofMemory(3)
    for (const [id, at] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      assert.equal(memory.add(id, at, 3), 'new')
    assert.equal(memory.add('d', 3.5, 3), 'new')
    assert.equal(memory.size, 3)
    assert.equal(memory.add('a', 1, 3), 'old')
    assert.equal(memory.add('e', 1, 3), 'old')
    assert.equal(memory.add('b', 2, 3), 'seen')
    assert.equal(memory.add('c', 3, 3), 'seen')
  })

  it('forgets what is too old anyway, and not before', () => {
    const memory = new ProofMemory(10)
    memory.add('a', 100.9, 100.9)
    assert.equal(memory.add('a', 100.9, 160.9), 'seen')
    assert.equal(memory.add('a', 100.9, 161), 'seen', 'to the end of its second')
    assert.equal(memory.add('b', 161.1, 161.1), 'new')
    assert.equal(memory.size, 1)
    assert.equal(memory.add('c', 161.2, 161.2), 'new')
    assert.equal(memory.size, 2)
  })

  it('refuses nobody for long when the clock was set back', () => {
    for (const now of [5_000, 4_990, 4_970]) {
      assert.equal(flooded().add('c', now, now), 'old', 'within what clocks are forgiven')
    }
    for (const now of [4_969, 100]) assert.equal(flooded().add('c', now, now), 'new')
  })
})

describe('the example of RFC 9449 §4.1', () => {
  it('is a good proof of the key of §6.1, at its time', async () => {
    const proof = [
      'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19',
      'eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ',
      '2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg',
    ].join('.')
    const proofs = createProofs({
      origins: ['https://server.example.com'],
      clock: () => 1_562_262_616,
    })
    const jkt = await proofs.verify({ proof, method: 'POST', url: '/token' })
    assert.equal(jkt, '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I')
  })
})
