import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { describe, it } from 'node:test'
import * as jose from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { signJwt, verifyCompact, verifyJwt, type VerifyJwtOptions } from '../../src/jwt/index.ts'
import { importJwk, type JwsAlgorithm, thumbprint } from '../../src/keys/index.ts'
import { allAlgorithms, keyFor, signingKey, verificationJwk } from '../keys/keys.ts'
import { goodClaims, now } from './tokens.ts'

const optionsFor = (algorithm: JwsAlgorithm): VerifyJwtOptions => ({
  issuer: goodClaims.iss,
  audience: 'api',
  algorithms: [algorithm],
  typ: 'JWT',
  clock: () => now,
})

describe('jose', () => {
  for (const alg of allAlgorithms) {
    const { privateKey } = keyFor(alg)
    const publicKey = verificationJwk(alg)

    it(`reads what we sign, ${alg}`, async () => {
      const token = signJwt(goodClaims, signingKey(alg))
      const key = await jose.importJWK({ ...publicKey, key_ops: ['verify'] }, alg)
      const { payload, protectedHeader } = await jose.jwtVerify(token, key, {
        issuer: goodClaims.iss,
        audience: 'api',
        algorithms: [alg],
        currentDate: new Date(now * 1_000),
      })
      assert.deepEqual(payload, goodClaims)
      assert.equal(protectedHeader.kid, publicKey.kid)
    })

    it(`signs what we read, ${alg}`, async () => {
      const key = await jose.importJWK({ ...privateKey, key_ops: ['sign'] }, alg)
      const token = await new jose.SignJWT(JSON.parse(JSON.stringify(goodClaims)))
        .setProtectedHeader({ alg, typ: 'JWT', kid: publicKey.kid ?? '' })
        .sign(key)
      const { claims } = verifyJwt(token, importJwk(publicKey, 'verify'), optionsFor(alg))
      assert.deepEqual(claims, goodClaims)
      assert.equal(verifyCompact(token, { keys: [publicKey] }).header.alg, alg)
    })

    it(`finds the same thumbprint, ${alg}`, async () => {
      const members = { ...publicKey, key_ops: ['verify'] }
      assert.equal(await jose.calculateJwkThumbprint(members), thumbprint(publicKey))
    })
  }
})

describe('jsonwebtoken', () => {
  const names = [
    'ES256',
    'ES384',
    'ES512',
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'HS256',
    'HS384',
    'HS512',
  ] as const
  for (const alg of names) {
    const { privateKey } = keyFor(alg)
    const publicKey = verificationJwk(alg)
    const secret = Buffer.from(privateKey.k ?? '', 'base64url')

    it(`reads what we sign, ${alg}`, () => {
      const key = publicKey.k
        ? secret
        : createPublicKey({ key: { ...publicKey, key_ops: ['verify'] }, format: 'jwk' })
      const claims = jsonwebtoken.verify(signJwt(goodClaims, signingKey(alg)), key, {
        algorithms: [alg],
        audience: 'api',
        clockTimestamp: now,
      })
      assert.deepEqual(claims, goodClaims)
    })

    it(`signs what we read, ${alg}`, () => {
      const key = privateKey.k
        ? secret
        : createPrivateKey({ key: { ...privateKey, key_ops: ['sign'] }, format: 'jwk' })
      const token = jsonwebtoken.sign({ ...goodClaims }, key, { algorithm: alg })
      const { claims } = verifyJwt(token, importJwk(publicKey, 'verify'), optionsFor(alg))
      assert.deepEqual(claims, goodClaims)
    })
  }
})
