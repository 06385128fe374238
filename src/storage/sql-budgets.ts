import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Budget, BudgetStore } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'
import { arrivalTolerance, distinctBudgets, waitFor } from './budgets.ts'
import { guard, query, real } from './sql-compiler.ts'
import type { Compiler } from './sql-compiler.ts'
import type { SqlDriver } from './sql-driver.ts'

// A power failure forgives a few guesses; an fsync before every hash would cost every sign-in.
const relaxed = { relaxed: true }

export function sqlBudgets(driver: SqlDriver, db: Compiler): BudgetStore {
  const { arrival, spend, refund, forget, reset } = budgetQueries(db)

  /** Seconds until all of them allow one more; 0 or less: now. */
  async function waitForAll(budgets: readonly Budget[], now: NumericDate): Promise<number> {
    const waits = budgets.map(async (budget) => {
      const [row] = await driver.read(arrival({ key: budget.key }))
      return waitFor(budget, row?.arrival, now)
    })
    return Math.max(...(await Promise.all(waits)))
  }

  return {
    async spendBudgets(budgets, now) {
      const distinct = distinctBudgets(budgets)
      // A flood of refusals must not take the lock of those who write, for rows that are rolled back.
      const wait = await waitForAll(distinct, now)
      if (wait > arrivalTolerance) return wait
      const spending = distinct.map((budget) => spend({ ...budget, now }))
      const { stoppedAt } = await driver.write(spending, relaxed)
      if (stoppedAt === undefined) return 0
      // Others were quicker. A refund may have come in since: it stays a refusal.
      return Math.max(arrivalTolerance, await waitForAll(distinct, now))
    },

    async refundBudgets(budgets, now) {
      const refunds = distinctBudgets(budgets).flatMap((budget) => [
        refund(budget),
        forget({ ...budget, now }),
      ])
      await driver.write(refunds, relaxed)
    },

    async resetBudgets(keys) {
      await driver.write(
        keys.map((key) => reset({ key })),
        relaxed,
      )
    },
  }
}

/** `arrivalAt` of budgets.ts, in SQL. */
const arrivalNow = ({ burst, interval, now }: Budget & { now: number }): RawBuilder<number> =>
  sql<number>`CASE
    WHEN budgets.arrival > ${real(now)} + ${real(burst)} * ${real(interval)} + ${real(arrivalTolerance)} THEN ${real(now)} + (${real(burst)} - 1) * ${real(interval)}
    WHEN budgets.arrival > ${real(now)} THEN budgets.arrival
    ELSE ${real(now)} END`

const budgetQueries = (db: Compiler) => ({
  arrival: query(({ key }: { key: string }) =>
    db.selectFrom('budgets').select('arrival').where('key', '=', key),
  ),

  spend: guard((budget: Budget & { now: number }) =>
    db
      .insertInto('budgets')
      .values((eb) => ({
        key: budget.key,
        arrival: eb(real(budget.now), '+', real(budget.interval)),
      }))
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ arrival: sql<number>`${arrivalNow(budget)} + ${real(budget.interval)}` })
          .where(
            sql<boolean>`${arrivalNow(budget)} - ${real(budget.now)} <= (${real(budget.burst)} - 1) * ${real(budget.interval)} + ${real(arrivalTolerance)}`,
          ),
      )
      .returning('arrival'),
  ),

  refund: query((budget: Budget) =>
    db
      .updateTable('budgets')
      .set((eb) => ({ arrival: eb('arrival', '-', budget.interval) }))
      .where('key', '=', budget.key),
  ),

  forget: query(({ key, now }: Budget & { now: number }) =>
    db.deleteFrom('budgets').where('key', '=', key).where('arrival', '<=', now),
  ),

  reset: query(({ key }: { key: string }) => db.deleteFrom('budgets').where('key', '=', key)),
})
