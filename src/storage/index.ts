// What Latchkey keeps, and the store that keeps it in memory. The databases: latchkey/sqlite.

export { memory } from './memory.ts'
export type { Store } from './store.ts'
