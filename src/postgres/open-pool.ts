import type { PoolConfig } from 'pg'
import {
  postgresAnswerTimeout,
  postgresConnections,
  postgresConnectTimeout,
  postgresStatementTimeout,
} from '../defaults.ts'
import type { PgPool } from './pool.ts'

/** A pool of our own. */
export interface OwnPool extends PgPool {
  end(): Promise<void>
}

/**
 * Opens a pool with time-outs, so that no request waits for a database that does not answer.
 *
 * @throws {Error} when `pg` is not installed.
 */
export async function openPool(url: string): Promise<OwnPool> {
  const { default: pg } = await import('pg').catch((cause: unknown) => {
    throw new Error('PostgreSQL needs the package pg: npm install pg', { cause })
  })
  const pool = new pg.Pool(poolOptions(url, process.env))
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

/** This machine, or a directory with a Unix socket. */
const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|\/.*|)$/

/** `pipeline` is not in the types of `pg` yet. */
export function poolOptions(
  url: string,
  environment: Readonly<Record<string, string | undefined>>,
): PoolConfig & { readonly pipeline: boolean } {
  const { hostname, searchParams } = new URL(url)
  const named = searchParams.get('host') ?? decodeURIComponent(hostname)
  const host = named === '' ? (environment['PGHOST'] ?? '') : named
  const saysHow =
    ['ssl', 'sslmode', 'sslrootcert'].some((name) => searchParams.has(name)) ||
    environment['PGSSLMODE'] !== undefined
  return {
    connectionString: url,
    // Elsewhere TLS, with a certificate that is checked, unless somebody says otherwise.
    ...(!saysHow && !isLocal.test(host) && { ssl: true }),
    application_name: 'latchkey',
    max: postgresConnections,
    connectionTimeoutMillis: postgresConnectTimeout * 1_000,
    statement_timeout: postgresStatementTimeout * 1_000,
    query_timeout: postgresAnswerTimeout * 1_000,
    idle_in_transaction_session_timeout: postgresAnswerTimeout * 1_000,
    keepAlive: true,
    // Nothing that waits for its turn keeps a process alive that has nothing else to do.
    allowExitOnIdle: true,
    pipeline: true,
  }
}
