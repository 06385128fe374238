import { sql } from 'kysely'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { NumericDate } from '../clock.ts'
import { endedSessionRetention, renewalIdsKept } from '../defaults.ts'
import type { Session, SessionSnapshot, SessionStore } from '../sessions/index.ts'
import { renewalIdLength, unknownRenewalIds } from './renewal-ids.ts'
import { publicAccountColumns } from './sql-account-rows.ts'
import { greatest, guard, least, query, real } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver, Statement } from './sql-driver.ts'
import { endQueries, toRevocation } from './sql-revocations.ts'
import type { Schema } from './sql-schema.ts'
import { sessionColumns, toSession, toSnapshot } from './sql-session-rows.ts'
import { statusQueries } from './sql-status-queries.ts'

export function sqlSessions(driver: SqlDriver, db: Compiler): SessionStore {
  const { mayStart, insert, find, list, fromNetwork, rotate, fastForward, touch } =
    sessionQueries(db)
  const { endBeyond, endOne, endOf } = sessionEndings(db)
  const { isFree, revoked } = statusQueries(db)

  /** The session as it is right after the change, or `undefined` when the change was refused. */
  async function changed(
    change: Statement,
    id: string,
    now: NumericDate,
  ): Promise<SessionSnapshot | undefined> {
    const { stoppedAt, rows } = await driver.write([change, find({ id })])
    return stoppedAt === undefined ? toSnapshot(rows[1][0], now) : undefined
  }

  return {
    async insertSession(session, { passwordVersion, maxSessions, revokeUntil }) {
      const { id, accountId, lastUsedAt: now } = session
      const kept = Math.max(0, maxSessions - 1)
      const { stoppedAt, rows } = await driver.write([
        mayStart({ accountId, passwordVersion }),
        isFree(session),
        insert(session),
        ...endBeyond({ id, accountId, kept, reason: 'limit', now, revokeUntil }),
      ])
      if (stoppedAt === 1) return 'status_index_taken'
      return stoppedAt === undefined ? rows[3].map(toRevocation) : undefined
    },

    findSession: async (id, now) => toSnapshot((await driver.read(find({ id })))[0], now),

    rotateSession: (rotation) => changed(rotate(rotation), rotation.id, rotation.now),

    async fastForwardSession(change) {
      return (await driver.write([fastForward(change)])).stoppedAt === undefined
    },

    touchSession: (id, now) => changed(touch({ id, now }), id, now),

    async endSession(end) {
      const { rows } = await driver.write(endOne(end))
      return rows[0].map(toRevocation)[0]
    },

    async endSessionsOf(end) {
      const { rows } = await driver.write(endOf(end))
      return rows[0].map(toRevocation)
    },

    hasSessionFrom: async (accountId, network, now) =>
      (await driver.read(fromNetwork({ accountId, network, now }))).length > 0,

    listSessions: async (accountId, now) =>
      (await driver.read(list({ accountId, now }))).map(toSession),

    listRevokedStatuses: (page) => driver.read(revoked(page)),
  }
}

type Columns = ExpressionBuilder<Schema, 'sessions'>

const isLive = (eb: Columns, now: NumericDate): Expression<SqlBool> =>
  eb.and([eb('ended_at', 'is', null), eb('idle_expires_at', '>', now), eb('expires_at', '>', now)])

// Never earlier than before: the last use says how long access tokens live, also to a clock that was set back.
const used = (eb: Columns, now: NumericDate) => {
  const usedAt = greatest(eb.ref('last_used_at'), real(now))
  return {
    last_used_at: usedAt,
    idle_expires_at: least(eb(usedAt, '+', eb.ref('idle_lifetime')), eb.ref('expires_at')),
  }
}

const sessionQueries = (db: Compiler) => ({
  mayStart: guard((start: { accountId: string; passwordVersion: number }) =>
    db
      .selectFrom('accounts')
      .select('id')
      .where('id', '=', start.accountId)
      .where('disabled_at', 'is', null)
      .where('password_version', '=', start.passwordVersion)
      // One start at a time for each account, and none beside a change of its password.
      .forNoKeyUpdate(),
  ),

  insert: query((session: Session) =>
    db.insertInto('sessions').values((eb) => ({
      id: session.id,
      account_id: session.accountId,
      client_id: session.clientId,
      generation: session.generation,
      renewal_ids: session.renewalIds,
      authenticated_at: session.authenticatedAt,
      rotated_at: session.rotatedAt,
      last_used_at: session.lastUsedAt,
      idle_lifetime: session.idleLifetime,
      idle_expires_at: session.idleExpiresAt,
      expires_at: session.expiresAt,
      ended_at: session.endedAt,
      end_reason: session.endReason,
      device: session.device,
      network: session.network,
      status_index: session.statusIndex ?? null,
      jkt: session.jkt ?? null,
      sweep_after: least(
        eb(real(session.idleExpiresAt), '+', real(endedSessionRetention)),
        real(session.expiresAt),
      ),
    })),
  ),

  find: query((session: { id: string }) =>
    db
      .selectFrom('sessions')
      .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
      .select([...sessionColumns, ...publicAccountColumns])
      .where('sessions.id', '=', session.id),
  ),

  fromNetwork: query((of: { accountId: string; network: string; now: NumericDate }) =>
    db
      .selectFrom('sessions')
      .select('id')
      .where('account_id', '=', of.accountId)
      .where('network', '=', of.network)
      .where((eb) => isLive(eb, of.now))
      .limit(sql.lit(1)),
  ),

  list: query(({ accountId, now }: { accountId: string; now: NumericDate }) =>
    db
      .selectFrom('sessions')
      .select(sessionColumns)
      .where('account_id', '=', accountId)
      .where((eb) => isLive(eb, now))
      .orderBy('last_used_at', 'desc')
      .orderBy('id'),
  ),

  rotate: guard((rotation: Parameters<SessionStore['rotateSession']>[0]) =>
    db
      .updateTable('sessions')
      .set((eb) => ({
        generation: eb('generation', '+', 1),
        renewal_ids: eb.fn<string>('substr', [
          eb(eb.val(rotation.renewalId), '||', eb.ref('renewal_ids')),
          eb.val(1),
          eb.val(renewalIdLength * renewalIdsKept),
        ]),
        rotated_at: rotation.now,
        ...used(eb, rotation.now),
      }))
      .where('id', '=', rotation.id)
      .where('generation', '=', rotation.generation)
      .where((eb) => eb.or([eb('jkt', 'is', null), eb('jkt', '=', eb.val(rotation.jkt))]))
      .where((eb) => isLive(eb, rotation.now))
      .returning('id'),
  ),

  fastForward: guard((change: Parameters<SessionStore['fastForwardSession']>[0]) =>
    db
      .updateTable('sessions')
      .set({ generation: change.to, renewal_ids: unknownRenewalIds })
      .where('id', '=', change.id)
      .where('generation', '=', change.from)
      .where((eb) => isLive(eb, change.now))
      .returning('id'),
  ),

  touch: guard(({ id, now }: { id: string; now: NumericDate }) =>
    db
      .updateTable('sessions')
      .set((eb) => used(eb, now))
      .where('id', '=', id)
      .where((eb) => isLive(eb, now))
      .returning('id'),
  ),
})

const sessionEndings = (db: Compiler) => ({
  endBeyond: endQueries(
    db,
    (eb, start: { id: string; accountId: string; kept: number; now: NumericDate }) =>
      eb(
        'id',
        'in',
        eb
          .selectFrom('sessions')
          .select('id')
          .where('account_id', '=', start.accountId)
          .where('id', '<>', start.id)
          .where((inner) => isLive(inner, start.now))
          .orderBy('last_used_at', 'desc')
          .orderBy('id')
          // SQLite knows no OFFSET without a LIMIT.
          .limit(sql.lit(Number.MAX_SAFE_INTEGER))
          .offset(start.kept),
      ),
  ),

  endOne: endQueries(db, (eb, end: { id: string; generation?: number }) =>
    eb.and([
      eb('id', '=', end.id),
      eb('generation', '=', eb.fn.coalesce(eb.val(end.generation), 'generation')),
    ]),
  ),

  endOf: endQueries(db, (eb, end: { accountId: string; except?: string }) =>
    eb.and([
      eb('account_id', '=', end.accountId),
      eb('id', '<>', eb.fn.coalesce(eb.val(end.except), eb.val(''))),
    ]),
  ),
})
