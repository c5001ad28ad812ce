import { openGuards } from '../../model/approval.ts'
import { Fault, Faults } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import type { SchedulePass, WorkChange } from '../../model/schedule-report.ts'
import type { ScheduledWork } from '../../model/scheduled-work.ts'
import { exitCodes } from '../exit-code.ts'
import { planText } from '../views/plan-text.ts'
import { installText, passText, scheduleText, workLine } from '../views/schedule-text.ts'
import { applyOrder } from './apply-order.ts'
import type { Bench, Performer } from './performer.ts'
import { printJson } from './print-json.ts'
import { unlessStopped } from './unless-stopped.ts'

/** `joinery schedule list` */
export const listSchedule: Performer<'schedule.list'> = async ({ all }, { app, io, options }) => {
  const report = await app.scheduled(all)
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(scheduleText(report, io.paint))
  return exitCodes.done
}

/** `joinery schedule add`, and `joinery <playbook> <input> --schedule`. */
export const addToSchedule: Performer<'schedule.add'> = async ({ do: _do, ...order }, bench) => {
  const { app, io } = bench
  const made = await unlessStopped(app.schedule(order), io.signal)
  if (!made.ok) throw new Faults(made.faults)
  showWork(made.value, bench)
  bench.tell('It is done by what goes through the schedule: joinery schedule work, or joinery serve.')
  return exitCodes.done
}

/** `joinery schedule remove|hold|release ID` */
export const changeSchedule: Performer<'schedule.change'> = async ({ work, change, why }, bench) => {
  const own: WorkChange = change === 'release' ? { do: change } : { do: change, why: why ?? 'by hand' }
  showWork([await bench.app.changeScheduled(work, own)], bench)
  return exitCodes.done
}

/** `joinery schedule move ID --to TIME` */
export const moveSchedule: Performer<'schedule.move'> = async ({ work, to }, bench) => {
  showWork([await bench.app.changeScheduled(work, { do: 'move', due: to })], bench)
  return exitCodes.done
}

const showWork = (work: readonly ScheduledWork[], { io, options }: Bench): void => {
  if (options.json) printJson(io, { format: 'joinery.schedule/1', work: work as unknown as Json })
  else io.out(work.map((one) => workLine(one, io.paint)).join('\n'))
}

/** `joinery schedule run ID`: the plan is shown first, as for every run that somebody asks for. */
export const runScheduled: Performer<'schedule.run'> = async ({ work: id, yes }, bench) => {
  const { app, io, options } = bench
  const work = await app.scheduledWork(id)
  if (!yes) await askFor(work, bench)
  const people = [{ key: work.person, name: work.name }]
  const after = await app.performScheduled(work.id, applyOrder(bench, people))
  if (options.json) printJson(io, after as unknown as Json)
  else io.out(workLine(after, io.paint))
  return codeOf([after])
}

const askFor = async ({ id, name, playbook, input }: ScheduledWork, { app, io, options }: Bench): Promise<void> => {
  if (!io.canAsk) throw new Fault('cli/nobody-to-ask', {})
  const order = { playbook, inputs: [], people: [input], now: true, readOnly: false }
  const planned = await unlessStopped(app.plan(order), io.signal)
  if (!planned.ok) throw new Faults(planned.faults)
  const { plan } = planned.value
  const show = options.json ? io.err : io.out
  show(planText(plan, io.paint))
  const open = openGuards(plan.guards, [], plan.actor)
  const question = open.length > 0 ? `Ask for approval of ${id}?` : `Do this for ${name}?`
  if (!(await io.ask(question))) throw new Fault('cli/declined', {})
}

/** `joinery schedule work` */
export const workSchedule: Performer<'schedule.work'> = async ({ once, everyMs }, bench) => {
  const { app, io } = bench
  const pass = async (): Promise<SchedulePass> => app.workDue({ ...applyOrder(bench, []), everyMs })
  for (;;) {
    const done = await pass()
    showPass(done, once, bench)
    if (once) return io.signal.aborted ? exitCodes.interrupted : codeOfPass(done)
    if (!(await app.pause(everyMs, io.signal))) return exitCodes.done
  }
}

const showPass = (pass: SchedulePass, once: boolean, { io, options }: Bench): void => {
  if (options.json) io.out(once ? JSON.stringify(pass, null, 2) : JSON.stringify(pass))
  else if (!options.quiet || pass.told.length + pass.troubles.length > 0) io.out(passText(pass, io.paint))
}

/** Work that waits for its time, for approval or for room under the limit is as it should be. */
const codeOf = (work: readonly ScheduledWork[]): number => {
  if (work.some(({ state }) => state === 'failed')) return exitCodes.partial
  return work.some(({ state }) => state === 'held') ? exitCodes.refused : exitCodes.done
}

const codeOfPass = ({ work, troubles }: SchedulePass): number =>
  troubles.length > 0 ? exitCodes.partial : codeOf(work)

/** `joinery schedule install` */
export const installSchedule: Performer<'schedule.install'> = async ({ do: _do, ...order }, { app, io, options }) => {
  const install = await app.scheduleInstall({ ...order, practice: options.practice })
  if (options.json) printJson(io, { format: 'joinery.install/1', ...install } as unknown as Json)
  else io.out(installText(install, order.out, io.paint))
  return exitCodes.done
}
