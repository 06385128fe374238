import { setTimeout as pause } from 'node:timers/promises'
import type { Issuer } from './issuer.ts'

const atOnce = 4

/** Signs out on one node in turn; how long after its answer the last of the others refuses, in milliseconds. */
export async function revokeOnNodes(
  nodes: readonly Issuer[],
  tokens: readonly string[],
): Promise<readonly number[]> {
  const left = [...tokens]
  const delays: number[] = []
  const revokeNext = async (): Promise<void> => {
    for (let token = left.pop(); token !== undefined; token = left.pop()) {
      const [one, ...others] = turned(nodes, left.length).map(({ url }) => url)
      // Each has seen it, and would accept it from its cache.
      for (const url of others) await expect(200, `${url}/api/v1/me`, token)
      await expect(204, `${one}/api/v1/logout`, token, 'POST')
      const from = performance.now()
      await Promise.all(others.map((url) => refusal(url, token)))
      delays.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, revokeNext))
  return delays
}

const turned = <Value>(values: readonly Value[], by: number): readonly Value[] => {
  const first = by % values.length
  return [...values.slice(first), ...values.slice(0, first)]
}

async function refusal(url: string, token: string): Promise<void> {
  while ((await ask(`${url}/verify`, token)) !== 401) await pause(1)
}

async function ask(url: string, token: string, method = 'GET'): Promise<number> {
  const response = await fetch(url, { method, headers: { authorization: `Bearer ${token}` } })
  await response.arrayBuffer()
  return response.status
}

async function expect(status: number, url: string, token: string, method?: string): Promise<void> {
  const found = await ask(url, token, method)
  if (found !== status) throw new Error(`${url} was answered with ${found}`)
}
