import { Faults } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import { adoptionText } from '../views/adoption-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'
import { keepPlan, settlePlan } from './settle-plan.ts'
import { unlessStopped } from './unless-stopped.ts'

/** `joinery adopt FEED` */
export const proposeAdoption: Performer<'adopt.propose'> = async ({ feed, settings, dryRun, out }, bench) => {
  const { app, io, options, tell, again } = bench
  const withSettings = settings === null ? '' : ` --feed ${settings}`
  const command = again(`adopt ${feed}${withSettings} --decisions ${out}`)
  const order = { feed, settings, command, out: dryRun ? null : out }
  const { report, notes, file } = await unlessStopped(app.proposeAdoption(order), io.signal)
  for (const note of notes) tell(`note: ${note}`)
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(adoptionText(report, io.paint))
  if (file !== null) tell(`Decide in ${file}, then: ${command}`)
  return exitCodes.done
}

/** `joinery adopt FEED --decisions FILE` */
export const adoptDecided: Performer<'adopt.decided'> = async (request, bench) => {
  const { feed, settings, decisions, ...wishes } = request
  const order = { feed, settings, decisions, readOnly: wishes.dryRun }
  const planned = await unlessStopped(bench.app.planAdoption(order), bench.io.signal)
  if (!planned.ok) throw new Faults(planned.faults)
  for (const note of planned.value.notes) bench.tell(`note: ${note}`)
  if (wishes.out !== null) await keepPlan(planned.value.plan, wishes.out, bench)
  return settlePlan(planned.value.plan, wishes, bench)
}
