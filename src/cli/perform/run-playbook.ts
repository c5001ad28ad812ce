import { Fault, Faults } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import type { Plan } from '../../model/plan.ts'
import { exitCodeOfRun, exitCodes } from '../exit-code.ts'
import { planText } from '../views/plan-text.ts'
import type { Bench, Performer } from './performer.ts'
import { printJson } from './print-json.ts'
import { showProgress } from './show-progress.ts'
import { showRun } from './show-run.ts'

/** Plan, show, ask, apply, verify. */
export const runPlaybook: Performer<'run'> = async (request, bench) => {
  const { app, io, options } = bench
  const plan = await makePlan(request, bench, request.dryRun)
  if (request.out !== null) await app.savePlan(plan, request.out)
  const refused = plan.guards.find(({ verdict }) => verdict !== 'ok')
  if (request.dryRun) return showPlan(plan, bench, refused !== undefined)
  if (!options.json && !(options.quiet && request.yes)) io.out(planText(plan, io.paint))
  if (refused)
    throw new Fault('plan/guard-refused', { guard: refused.name, because: refused.because, hint: refused.hint })
  if (plan.changes.length > 0 && !request.yes) await approve(plan, bench)
  const report = await app.apply(plan, { progress: showProgress(bench, plan.people), signal: io.signal })
  // The plan has said already that nothing is to be done.
  if (options.json || plan.changes.length > 0) showRun(report, bench)
  return exitCodeOfRun(report)
}

/** `joinery plan`: the plan is the result. */
export const plan: Performer<'plan'> = async (request, bench) => {
  const made = await makePlan(request, bench, true)
  if (request.out !== null) await bench.app.savePlan(made, request.out)
  return showPlan(made, bench, false)
}

const makePlan = async (
  request: { readonly playbook: string; readonly inputs: readonly string[] },
  { app, io, options }: Bench,
  readOnly: boolean,
): Promise<Plan> => {
  const planned = await app.plan({ playbook: request.playbook, inputs: request.inputs, readOnly })
  if (!planned.ok) throw new Faults(planned.faults)
  if (!options.quiet) for (const note of planned.value.notes) io.err(io.paint.dim(`note: ${note}`))
  return planned.value.plan
}

const showPlan = (made: Plan, { io, options }: Bench, refused: boolean): number => {
  if (options.json) printJson(io, made as unknown as Json)
  else io.out(planText(made, io.paint))
  if (refused) return exitCodes.refused
  return options.detailedExitcode && made.changes.length > 0 ? exitCodes.changes : exitCodes.done
}

const approve = async (made: Plan, { io }: Bench): Promise<void> => {
  if (!io.canAsk) throw new Fault('cli/nobody-to-ask', {})
  const people = made.people.length === 1 ? (made.people[0]?.name ?? '') : `${made.people.length} people`
  if (!(await io.ask(`Apply these ${made.changes.length} changes for ${people}?`))) throw new Fault('cli/declined', {})
}
