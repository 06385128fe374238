import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { createElement } from 'react'
import type { ReactElement } from 'react'
import { SignedIn, useSession } from '../../src/client/react.ts'
import { ada, createWorld } from './world.ts'

const { renderToString }: { readonly renderToString: (element: ReactElement) => string } =
  createRequire(import.meta.url)('react-dom/server')

describe('latchkey/client/react', () => {
  it('renders for nobody on a server, whoever is signed in', async () => {
    const world = await createWorld()
    const client = world.alone()
    await world.until(client.login(ada))
    const State = (): string => useSession(client).state
    assert.equal(renderToString(createElement(State)), 'signed-out')
    const page = createElement(SignedIn, { client, otherwise: 'sign in' }, 'orders')
    assert.equal(renderToString(page), 'sign in')
    assert.equal(renderToString(createElement(SignedIn, { client })), '')
    await world.close()
  })
})
