import { guardFaults, openGuards } from '../../model/approval.ts'
import { Fault, Faults } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import type { Plan } from '../../model/plan.ts'
import { exitCodeOfRun, exitCodes } from '../exit-code.ts'
import { counted } from '../views/counted.ts'
import { planText } from '../views/plan-text.ts'
import { applyOrder } from './apply-order.ts'
import type { Bench } from './performer.ts'
import { printJson } from './print-json.ts'
import { showRun } from './show-run.ts'

interface Wishes {
  readonly dryRun: boolean
  readonly yes: boolean
  /** Where the plan is saved, if it is. */
  readonly out: string | null
}

/** Saves a plan for later. */
export const keepPlan = async (plan: Plan, out: string, { app, tell, again }: Bench): Promise<void> => {
  await app.savePlan(plan, out)
  tell(`The plan is saved. To apply exactly this: ${again(`apply ${out}`)}`)
}

/** Shows a plan that was made, and unless that was all: asks, applies, verifies. */
export const settlePlan = async (plan: Plan, { dryRun, yes, out }: Wishes, bench: Bench): Promise<number> => {
  const { app, io, options, again } = bench
  const open = openGuards(plan.guards, [], plan.actor)
  if (dryRun) return showPlan(plan, bench, open.length > 0)
  const asks = plan.changes.length > 0 && !yes && open.length === 0
  if (asks && options.json) io.err(planText(plan, io.paint))
  if (!options.json && (asks || !options.quiet)) io.out(planText(plan, io.paint))
  if (open.length > 0) throw new Faults(guardFaults(open, again, out ?? undefined))
  if (asks) await approve(plan, bench)
  const report = await app.apply(plan, applyOrder(bench, plan.people))
  // The plan has said already that nothing is to be done.
  if (options.json || plan.changes.length > 0) showRun(report, bench)
  return exitCodeOfRun(report)
}

/** The plan as the result of the command. */
export const showPlan = (made: Plan, { io, options }: Bench, refused: boolean): number => {
  if (options.json) printJson(io, made as unknown as Json)
  else io.out(planText(made, io.paint))
  if (refused) return exitCodes.refused
  return options.detailedExitcode && made.changes.length > 0 ? exitCodes.changes : exitCodes.done
}

const approve = async ({ people, changes }: Plan, { io }: Bench): Promise<void> => {
  if (!io.canAsk) throw new Fault('cli/nobody-to-ask', {})
  const [only] = people
  const whom = people.length === 1 && only ? only.name : counted(people.length, 'person', 'people')
  const what = changes.length === 1 ? 'this change' : `these ${changes.length} changes`
  if (!(await io.ask(`Apply ${what} for ${whom}?`))) throw new Fault('cli/declined', {})
}
