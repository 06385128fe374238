import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { networkOf } from '../../src/accounts/index.ts'

const cases: readonly [id: string, address: string | undefined, network: string][] = [
  ['IPv4', '203.0.113.77', '203.0.113.0/24'],
  ['Q04 IPv4-mapped (hono 48fa2233)', '::ffff:203.0.113.77', '203.0.113.0/24'],
  ['Q04 IPv4-mapped in hexadecimal', '::ffff:cb00:714d', '203.0.113.0/24'],
  ['Q04 IPv4-mapped, written out', '0:0:0:0:0:FFFF:203.0.113.77', '203.0.113.0/24'],
  ['Q05 a port', '203.0.113.77:51234', '203.0.113.0/24'],
  ['IPv6', '2001:db8:1:2::3', '2001:db8:1::/48'],
  ['Q03 the same /64', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1::/48'],
  ['IPv6 written out', '2001:0DB8:0001:0002:0000:0000:0000:0003', '2001:db8:1::/48'],
  ['a short prefix', '2001:db8::1', '2001:db8::/48'],
  ['loopback', '::1', '::/48'],
  ['Q05 brackets', '[2001:db8:1::1]', '2001:db8:1::/48'],
  ['Q05 brackets and a port', '[2001:db8:1::1]:443', '2001:db8:1::/48'],
  ['Q05 a zone', 'fe80::1%eth0', 'fe80::/48'],
  ['an IPv4 tail', '2001:db8:1::203.0.113.77', '2001:db8:1::/48'],
  ['a network', '203.0.113.0/24', '203.0.113.0/24'],
  ['a network of IPv6', '2001:db8::/48', '2001:db8::/48'],
  ['Q05 nothing', undefined, 'unknown'],
  ['Q05 an empty text', '', 'unknown'],
  ['Q05 words', 'unknown', 'unknown'],
  ['Q05 a name', 'localhost', 'unknown'],
  ['Q05 octal', '0203.0.113.77', 'unknown'],
  ['Q05 too large', '203.0.113.256', 'unknown'],
  ['Q05 a number', '3405803853', 'unknown'],
  ['Q05 three parts', '203.0.113', 'unknown'],
  ['Q05 two addresses', '203.0.113.77, 198.51.100.1', 'unknown'],
  ['Q05 spaces', ' 203.0.113.77', 'unknown'],
  ['Q05 two gaps', '2001::db8::1', 'unknown'],
  ['Q05 nine groups', '1:2:3:4:5:6:7:8:9', 'unknown'],
  ['Q05 an open bracket', '[2001:db8::1', 'unknown'],
  ['Q05 another prefix', '203.0.113.0/8', 'unknown'],
  ['Q05 16 KB', '1'.repeat(16_384), 'unknown'],
]

describe('networkOf', () => {
  for (const [id, address, network] of cases) {
    it(`${id} → ${network}`, () => assert.equal(networkOf(address), network))
  }

  it('is its own network, and the same for every spelling', () => {
    const addresses = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(addresses, (address) => {
        const network = networkOf(address)
        assert.equal(networkOf(network), network)
        assert.equal(networkOf(address.toUpperCase()), network)
        assert.match(network, /^(unknown|[\d.]+\.0\/24|[\da-f:]*::\/48)$/)
      }),
    )
  })
})
