import { sql } from 'kysely';
import { arrivalTolerance, distinctBudgets, waitFor } from './budgets.js';
import { guard, query } from './sql-compiler.js';
// A power failure forgives a few guesses; an fsync before every hash would cost every sign-in.
const relaxed = { relaxed: true };
export function sqlBudgets(driver, db) {
    const { arrival, spend, refund, reset } = budgetQueries(db);
    return {
        async spendBudgets(budgets, now) {
            const distinct = distinctBudgets(budgets);
            const spending = distinct.map((budget) => spend({ ...budget, now }));
            const { stoppedAt } = await driver.write(spending, relaxed);
            if (stoppedAt === undefined)
                return 0;
            // Only a refusal asks for how long, and by then a refund may have come in: it stays a refusal.
            const waits = distinct.map(async (budget) => {
                const [row] = await driver.read(arrival({ key: budget.key }));
                return waitFor(budget, row?.arrival, now);
            });
            return Math.max(arrivalTolerance, ...(await Promise.all(waits)));
        },
        async refundBudgets(budgets) {
            await driver.write(distinctBudgets(budgets).map(refund), relaxed);
        },
        async resetBudgets(keys) {
            await driver.write(keys.map((key) => reset({ key })), relaxed);
        },
    };
}
/** `arrivalAt` of budgets.ts, in SQL. */
const arrivalNow = ({ burst, interval, now }) => sql `CASE
    WHEN budgets.arrival > ${now} + ${burst} * ${interval} + ${arrivalTolerance} THEN ${now} + (${burst} - 1) * ${interval}
    WHEN budgets.arrival > ${now} THEN budgets.arrival
    ELSE ${now} END`;
const budgetQueries = (db) => ({
    arrival: query(({ key }) => db.selectFrom('budgets').select('arrival').where('key', '=', key)),
    spend: guard((budget) => db
        .insertInto('budgets')
        .values((eb) => ({
        key: budget.key,
        arrival: eb(eb.val(budget.now), '+', eb.val(budget.interval)),
    }))
        .onConflict((conflict) => conflict
        .column('key')
        .doUpdateSet({ arrival: sql `${arrivalNow(budget)} + ${budget.interval}` })
        .where(sql `${arrivalNow(budget)} - ${budget.now} <= (${budget.burst} - 1) * ${budget.interval} + ${arrivalTolerance}`))
        .returning('arrival')),
    refund: query((budget) => db
        .updateTable('budgets')
        .set((eb) => ({ arrival: eb('arrival', '-', budget.interval) }))
        .where('key', '=', budget.key)),
    reset: query(({ key }) => db.deleteFrom('budgets').where('key', '=', key)),
});
