import { foldRun } from '../../src/model/fold-run.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { planUndo, type UndoRequest } from '../../src/planner/undo/plan-undo.ts'
import { undoneChanges } from '../../src/planner/undo/undone-changes.ts'
import type { Journal } from '../../src/ports/journal.ts'
import type { Readers, Writers } from '../../src/ports/systems.ts'
import { applyPlan } from '../../src/runner/apply-plan.ts'
import type { RunDeps } from '../../src/runner/run-deps.ts'
import { memoryJournal } from './memory-journal.ts'
import { memoryLeases } from './memory-leases.ts'
import { seededRandom } from './seeded-random.ts'

/** Directories that plans are applied to, and the record of that. */
export interface RunBench {
  readonly readers: Readers
  readonly writers: Writers
  readonly journal: Journal
  apply(plan: Plan, more?: Partial<RunDeps>): Promise<RunReport>
  undoPlan(run: string, more?: Partial<UndoRequest>): Promise<Plan>
}

export const runBench = ({ readers, writers }: { readonly readers: Readers; readonly writers: Writers }): RunBench => {
  const journal = memoryJournal()
  const leases = memoryLeases()
  let runs = 0
  return {
    readers,
    writers,
    journal,
    apply(plan, more = {}) {
      runs += 1
      const random = seededRandom(`run ${runs}`)
      const deps = { readers, writers, journal, leases, clock: readers.clock, random, progress: () => {} }
      return applyPlan(plan, { ...deps, runId: `run-${runs}`, ...more })
    },
    async undoPlan(run, more = {}) {
      const state = foldRun(run, await journal.events(run))
      const undone = await undoneChanges(state, journal)
      return planUndo({
        run: state,
        readers,
        key: { ad: 'employeeID' },
        actor: 'adele@workstation',
        force: false,
        undone,
        ...more,
      })
    },
  }
}
