import type { Performer } from './performer.ts'
import { keepPlan, settlePlan } from './settle-plan.ts'
import { unlessStopped } from './unless-stopped.ts'

/** `joinery undo ID`: one more plan, made from the record of a run. */
export const undo: Performer<'undo'> = async ({ run, force, ...wishes }, bench) => {
  const { app, io } = bench
  const plan = await unlessStopped(app.planUndo({ run, force, readOnly: wishes.dryRun }), io.signal)
  if (wishes.out !== null) await keepPlan(plan, wishes.out, bench)
  return settlePlan(plan, wishes, bench)
}
