// A service that verifies: is told tokens by its parent, and tells when each was refused first.
import { createVerifier, eventFeed } from '../src/tokens/verifier.ts'

const [url = '', issuer = '', credential = ''] = process.argv.slice(2)
const feed = eventFeed({ url, credential, onError: (error) => console.error(error) })
const verifier = createVerifier({
  issuer,
  audience: 'latchkey',
  jwksUri: `${url}/.well-known/jwks.json`,
  feed,
})
const watched = new Set<string>()

process.on('message', (token: string) => {
  void verifier.verify(token).then(
    () => watched.add(token),
    (error: unknown) => console.error(error),
  )
})
setInterval(() => {
  for (const token of watched) {
    try {
      verifier.verifyNow(token)
    } catch {
      watched.delete(token)
      // The monotonic clock is one for all processes of a machine.
      process.send?.({ token, refusedAt: Number(process.hrtime.bigint()) / 1e6 })
    }
  }
}, 1)
await feed.refresh()
process.send?.({ isReady: verifier.revocationAge < 5 })
