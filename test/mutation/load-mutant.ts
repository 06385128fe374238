// Preloaded into the processes of a test, so that the tree is never touched.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { applied } from './change.ts'

const { url, ...change } = JSON.parse(process.env['MUTANT'] ?? '')
registerHooks({
  load(asked, context, nextLoad) {
    const loaded = nextLoad(asked, context)
    if (asked !== url) return loaded
    return { ...loaded, source: applied(readFileSync(new URL(url), 'utf8'), change) }
  },
})
