import type { BudgetStore } from '../accounts/index.ts'
import { arrivalAt, arrivalTolerance, distinctBudgets, waitFor } from './budgets.ts'
import type { MemoryState } from './memory-state.ts'

export const memoryBudgets = (state: MemoryState): BudgetStore => ({
  async spendBudgets(budgets, now) {
    const distinct = distinctBudgets(budgets)
    const wait = Math.max(
      0,
      ...distinct.map((budget) => waitFor(budget, state.budgets.get(budget.key), now)),
    )
    if (wait > arrivalTolerance) return wait
    for (const budget of distinct) {
      const { key, interval } = budget
      state.budgets.set(key, arrivalAt(budget, state.budgets.get(key), now) + interval)
    }
    state.version += 1
    return 0
  },

  async refundBudgets(budgets, now) {
    for (const { key, interval } of distinctBudgets(budgets)) {
      const arrival = state.budgets.get(key)
      if (arrival === undefined) continue
      if (arrival - interval <= now) state.budgets.delete(key)
      else state.budgets.set(key, arrival - interval)
    }
    state.version += 1
  },

  async resetBudgets(keys) {
    for (const key of keys) state.budgets.delete(key)
    state.version += 1
  },
})
