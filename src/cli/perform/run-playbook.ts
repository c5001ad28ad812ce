import { guardFaults, openGuards } from '../../model/approval.ts'
import { didYouMean } from '../../model/did-you-mean.ts'
import { Fault, Faults } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import type { Plan } from '../../model/plan.ts'
import { commandNames } from '../commands/index.ts'
import { exitCodeOfRun, exitCodes } from '../exit-code.ts'
import { counted } from '../views/counted.ts'
import { planText } from '../views/plan-text.ts'
import { applyOrder } from './apply-order.ts'
import type { Bench, Performer } from './performer.ts'
import { printJson } from './print-json.ts'
import { showRun } from './show-run.ts'
import { unlessStopped } from './unless-stopped.ts'

/** Plan, show, ask, apply, verify. */
export const runPlaybook: Performer<'run'> = async (request, bench) => {
  const { app, io, options } = bench
  const plan = await makePlan(request, bench, request.dryRun).catch(meantCommand(request.playbook))
  const open = openGuards(plan.guards, [], plan.actor)
  if (request.dryRun) return showPlan(plan, bench, open.length > 0)
  const asks = plan.changes.length > 0 && !request.yes && open.length === 0
  if (asks && options.json) io.err(planText(plan, io.paint))
  if (!options.json && (asks || !options.quiet)) io.out(planText(plan, io.paint))
  if (open.length > 0) throw new Faults(guardFaults(open, request.out ?? undefined))
  if (asks) await approve(plan, bench)
  const report = await app.apply(plan, applyOrder(bench, plan.people))
  // The plan has said already that nothing is to be done.
  if (options.json || plan.changes.length > 0) showRun(report, bench)
  return exitCodeOfRun(report)
}

/** `joinery plan`: the plan is the result. */
export const plan: Performer<'plan'> = async (request, bench) =>
  showPlan(await makePlan(request, bench, true), bench, false)

interface Order {
  readonly playbook: string
  readonly inputs: readonly string[]
  readonly out: string | null
}

const makePlan = async ({ playbook, inputs, out }: Order, bench: Bench, readOnly: boolean): Promise<Plan> => {
  const { app, io, tell, again } = bench
  const planned = await unlessStopped(app.plan({ playbook, inputs, readOnly }), io.signal)
  if (!planned.ok) throw new Faults(planned.faults)
  const { plan: made, notes } = planned.value
  for (const note of notes) tell(`note: ${note}`)
  if (out !== null) {
    await app.savePlan(made, out)
    tell(`The plan is saved. To apply exactly this: ${again(`apply ${out}`)}`)
  }
  return made
}

/** A mistyped command looks like a playbook that does not exist. */
const meantCommand =
  (playbook: string) =>
  (thrown: unknown): never => {
    const code = thrown instanceof Fault ? thrown.code : null
    const like = didYouMean(playbook, commandNames)
    if (like === undefined || (code !== 'cli/unknown-playbook' && code !== 'config/not-found')) throw thrown
    throw new Fault('cli/usage', { problem: `"${playbook}" is no command, and no playbook was found for it`, like })
  }

const showPlan = (made: Plan, { io, options }: Bench, refused: boolean): number => {
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
