import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { clientAddress, createNetworks, isLoopback } from '../../src/server/address.ts'

const trusts = createNetworks(['loopback', '10.0.0.0/8', '2001:db8:1::/48'])

describe('the address of a client', () => {
  for (const { id, attack, socket, forwarded, expect } of [
    {
      id: 'Q01',
      attack: 'X-Forwarded-For of a stranger',
      socket: '198.51.100.7',
      forwarded: '1.2.3.4',
      expect: '198.51.100.7',
    },
    {
      id: 'Q02',
      attack: 'one hop behind a proxy',
      socket: '10.0.0.1',
      forwarded: '198.51.100.7',
      expect: '198.51.100.7',
    },
    {
      id: 'Q02',
      attack: 'a left-most hop that the client made up',
      socket: '10.0.0.1',
      forwarded: '1.2.3.4, 198.51.100.7',
      expect: '198.51.100.7',
    },
    {
      id: 'Q02',
      attack: 'two proxies of ours',
      socket: '10.0.0.1',
      forwarded: '1.2.3.4,198.51.100.7,10.0.0.2',
      expect: '198.51.100.7',
    },
    {
      id: 'Q02',
      attack: 'only proxies of ours',
      socket: '10.0.0.1',
      forwarded: '10.0.0.3, 10.0.0.2',
      expect: '10.0.0.3',
    },
    {
      id: 'Q02',
      attack: 'a proxy of ours that says nothing',
      socket: '10.0.0.1',
      forwarded: undefined,
      expect: '10.0.0.1',
    },
    {
      id: 'Q04',
      attack: 'a proxy of ours as IPv4-mapped IPv6',
      socket: '::ffff:10.0.0.1',
      forwarded: '198.51.100.7',
      expect: '198.51.100.7',
    },
    {
      id: 'Q04',
      attack: 'the same in hex',
      socket: '::ffff:a00:1',
      forwarded: '198.51.100.7',
      expect: '198.51.100.7',
    },
    {
      id: 'Q05',
      attack: 'a port',
      socket: '10.0.0.1',
      forwarded: '198.51.100.7:4711',
      expect: '198.51.100.7',
    },
    {
      id: 'Q05',
      attack: 'brackets and a port',
      socket: '10.0.0.1',
      forwarded: '[2001:db8::7]:4711',
      expect: '2001:db8::7',
    },
    {
      id: 'Q05',
      attack: 'brackets',
      socket: '10.0.0.1',
      forwarded: '[2001:db8::7]',
      expect: '2001:db8::7',
    },
    {
      id: 'Q05',
      attack: 'a zone',
      socket: '10.0.0.1',
      forwarded: 'fe80::1%eth0',
      expect: 'fe80::1',
    },
    {
      id: 'Q05',
      attack: 'no address',
      socket: '10.0.0.1',
      forwarded: 'unknown',
      expect: undefined,
    },
    { id: 'Q05', attack: 'an empty list', socket: '10.0.0.1', forwarded: '', expect: undefined },
    {
      id: 'Q05',
      attack: 'an address with a leading zero',
      socket: '10.0.0.1',
      forwarded: '010.0.0.1',
      expect: undefined,
    },
    {
      id: 'Q05',
      attack: 'no hop after the last comma',
      socket: '10.0.0.1',
      forwarded: '198.51.100.7,',
      expect: undefined,
    },
    {
      id: 'Q05',
      attack: 'a socket that is gone',
      socket: undefined,
      forwarded: '198.51.100.7',
      expect: undefined,
    },
  ]) {
    it(`${id} ${attack}`, () => {
      assert.equal(clientAddress(socket, forwarded, trusts), expect)
    })
  }

  it('H21 is the socket, whatever a peer says that we do not trust', () => {
    fc.assert(
      fc.property(fc.string(), (forwarded) => {
        assert.equal(clientAddress('198.51.100.7', forwarded, trusts), '198.51.100.7')
      }),
    )
  })

  it('Q02 never comes from the left of the right-most hop we do not trust (hono 41adbf56)', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (madeUp, client) => {
        fc.pre(!trusts(client))
        assert.equal(clientAddress('10.0.0.1', `${madeUp}, ${client}, 10.9.9.9`, trusts), client)
      }),
    )
  })
})

describe('networks', () => {
  for (const network of [
    '10.0.0.0/33',
    '10.0.0.0/x',
    '10.0.0.0/',
    '10.0.0/8',
    '::/129',
    'all',
    '',
    '10.0.0.0/8/8',
    '1.2.3.4/-1',
  ]) {
    it(`refuses ${JSON.stringify(network)}`, () => {
      assert.throws(() => createNetworks([network]), RangeError)
    })
  }

  it('knows this machine', () => {
    for (const local of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
      assert.ok(isLoopback(local))
    for (const other of ['10.0.0.1', '::2', '', 'localhost', '128.0.0.1'])
      assert.ok(!isLoopback(other))
  })
})
