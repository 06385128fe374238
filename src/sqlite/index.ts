// SQLite by Node itself: one file, no server. Reads are synchronous and wait for nobody; writes are
// grouped, so that many share one fsync, and made durable on a thread of their own. Several processes
// of one machine may share the file; it must not lie on a network file system.
export { sqlite } from './sqlite.ts'
export type { SqliteOptions } from './sqlite.ts'
export { backupSqlite } from './backup.ts'
export { restoreSqlite } from './restore.ts'
export { inspectSqlite } from './inspect.ts'
export type { DatabaseState } from './inspect.ts'
