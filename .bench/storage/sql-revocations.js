import { endedSessionRetention } from '../defaults.js';
import { least, query } from './sql-compiler.js';
export function sqlRevocations(driver, db) {
    const insert = revocationInsert(db);
    const list = query((page) => db
        .selectFrom('revocations')
        .select(revocationColumns)
        .where('sequence', '>', page.after)
        .where('expires_at', '>', page.now)
        .orderBy('sequence')
        .limit(page.limit));
    return {
        async insertRevocation(revocation) {
            const { rows } = await driver.write([insert(revocation)]);
            const [stored] = rows[0].map(toRevocation);
            if (!stored)
                throw new Error('the database returned no row for an INSERT');
            return stored;
        },
        listRevocations: async (page) => (await driver.read(list(page))).map(toRevocation),
        dataVersion: () => driver.dataVersion(),
    };
}
export const toRevocation = (row) => ({
    sequence: row.sequence,
    kind: row.kind,
    subject: row.subject,
    issuedUntil: row.issuedUntil ?? undefined,
    revokedAt: row.revokedAt,
    expiresAt: row.expiresAt,
});
const revocationInsert = (db) => query((revocation) => db
    .insertInto('revocations')
    .values({
    kind: revocation.kind,
    subject: revocation.subject,
    issued_until: revocation.issuedUntil,
    revoked_at: revocation.revokedAt,
    expires_at: revocation.expiresAt,
})
    .returning(revocationColumns));
/** Ends the sessions that `which` holds for and that have not ended yet, expired or not. */
export function endQueries(db, which) {
    const revoke = query((end) => db
        .insertInto('revocations')
        .columns(['kind', 'subject', 'revoked_at', 'expires_at'])
        .expression(db
        .selectFrom('sessions')
        .select((eb) => [
        eb.val('session').as('kind'),
        'id',
        eb.val(end.now).as('revoked_at'),
        eb.val(end.revokeUntil).as('expires_at'),
    ])
        .where('ended_at', 'is', null)
        .where((eb) => which(eb, end)))
        .returning(revocationColumns));
    const close = query((end) => db
        .updateTable('sessions')
        .set((eb) => ({
        ended_at: end.now,
        end_reason: end.reason,
        sweep_after: least(eb.ref('sweep_after'), eb(eb.val(end.now), '+', eb.val(endedSessionRetention))),
    }))
        .where('ended_at', 'is', null)
        .where((eb) => which(eb, end)));
    return (parameters) => [revoke(parameters), close(parameters)];
}
const revocationColumns = [
    'sequence',
    'kind',
    'subject',
    'issued_until as issuedUntil',
    'revoked_at as revokedAt',
    'expires_at as expiresAt',
];
