import { startServing, temporaryDirectory } from '../test/hostile/serving.ts'
import { Browser, startLossyProxy } from '../test/hostile/tabs.ts'
import { atLeast, exactly } from './figure.ts'
import type { Row } from './row.ts'

const browsers = 40
const tabs = 8
const rounds = 32

export const lostAnswers: Row = {
  what: 'one in five answers to a renewal is lost; browsers with 8 tabs',
  isQuick: true,
  async run() {
    const { data, remove } = temporaryDirectory()
    const serving = await startServing(data)
    const proxy = await startLossyProxy(serving.url)
    try {
      const account = await serving.beside.accounts.register({ username: 'lorenzo' })
      let failed = 0
      const live = new Set<string>()
      const use = async (): Promise<void> => {
        const browser = new Browser(proxy.url, await serving.startSession(account))
        for (let round = 0; round < rounds; round += 1) await browser.renewInTabs(tabs)
        const { status } = await serving.post('/api/v1/renew', browser)
        if (status === 200) live.add(browser.refreshToken)
      }
      await Promise.all(
        Array.from({ length: browsers }, () =>
          use().catch((error: unknown) => {
            failed += 1
            console.error(error)
          }),
        ),
      )
      const { answers, lost } = proxy.counts
      return [
        atLeast('renewals answered', 10_000, answers - lost),
        exactly(`answers lost of ${answers}, in %`, 20, Math.round((100 * lost) / answers)),
        exactly('sessions lost', 0, browsers - live.size),
        exactly('browsers whose tabs were told different things, or nothing', 0, failed),
        exactly('false alarms', 0, serving.lines('refresh_token_reuse').length),
      ]
    } finally {
      proxy.close()
      await serving.close()
      remove()
    }
  },
}
