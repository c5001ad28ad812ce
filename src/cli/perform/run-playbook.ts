import { didYouMean } from '../../model/did-you-mean.ts'
import { Fault, Faults } from '../../model/fault.ts'
import type { Plan } from '../../model/plan.ts'
import { commandNames } from '../commands/index.ts'
import type { Bench, Performer } from './performer.ts'
import { addToSchedule } from './schedule.ts'
import { keepPlan, settlePlan, showPlan } from './settle-plan.ts'
import { unlessStopped } from './unless-stopped.ts'

/** Plan, show, ask, apply, verify. */
export const runPlaybook: Performer<'run'> = async (request, bench) => {
  if (request.schedule) return scheduled(request, bench)
  const plan = await makePlan(request, bench, request.dryRun).catch(meantCommand(request.playbook))
  return settlePlan(plan, request, bench)
}

/** `joinery plan`: the plan is the result. */
export const plan: Performer<'plan'> = async (request, bench) => {
  if (request.schedule)
    throw new Fault('cli/usage', { problem: 'a plan holds at the time of its making; --schedule plans when it is due' })
  return showPlan(await makePlan(request, bench, true), bench, false)
}

const scheduled = async (
  { playbook, inputs, settings, now, dryRun }: Order & { readonly dryRun: boolean },
  bench: Bench,
) => {
  if (now || dryRun) throw new Fault('cli/usage', { problem: '--schedule goes with neither --now nor --dry-run' })
  return addToSchedule({ do: 'schedule.add', playbook, inputs, settings, at: null }, bench)
}

interface Order {
  readonly playbook: string
  readonly inputs: readonly string[]
  readonly settings: readonly string[]
  readonly now: boolean
  readonly out: string | null
}

const makePlan = async (order: Order, bench: Bench, readOnly: boolean): Promise<Plan> => {
  const { app, io } = bench
  const { playbook, inputs, settings, now, out } = order
  const planned = await unlessStopped(app.plan({ playbook, inputs, settings, now, readOnly }), io.signal)
  if (!planned.ok) throw new Faults(planned.faults)
  const { plan: made, notes } = planned.value
  for (const note of notes) bench.tell(`note: ${note}`)
  if (out !== null) await keepPlan(made, out, bench)
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
