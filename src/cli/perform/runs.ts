import { guardFaults, openGuards } from '../../model/approval.ts'
import { asFault, type Fault, Faults } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import type { RunReport } from '../../model/run.ts'
import { exitCodeOfRun, exitCodes } from '../exit-code.ts'
import { wholeRunText } from '../views/run-text.ts'
import { runsText } from '../views/runs-text.ts'
import { applyOrder } from './apply-order.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'
import { showRun } from './show-run.ts'

/** `joinery apply plan.json` */
export const applyPlanFile: Performer<'apply' | 'approve'> = async ({ plan: file }, bench) => {
  const { plan, approvals } = await bench.app.loadPlan(file)
  const open = openGuards(plan.guards, approvals, plan.actor)
  if (open.length > 0) throw new Faults(guardFaults(open, bench.again, file))
  const report = await bench.app.apply(plan, { ...applyOrder(bench, plan.people), approvals })
  showRun(report, bench)
  return exitCodeOfRun(report)
}

/** `joinery runs list` */
export const listRuns: Performer<'runs.list'> = async (_request, { app, io, options }) => {
  const runs = await app.runs()
  if (options.json) printJson(io, { format: 'joinery.runs/1', runs: runs as unknown as Json })
  else io.out(runsText(runs, io.paint))
  return exitCodes.done
}

/** `joinery runs show ID` */
export const showOneRun: Performer<'runs.show'> = async ({ run }, { app, io, options, again }) => {
  const report = await app.run(run)
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(wholeRunText(report, again, io.paint))
  return exitCodes.done
}

/** `joinery resume ID`, `joinery retry ID` */
export const goOn: Performer<'resume' | 'retry'> = async (request, bench) => {
  const { people } = await bench.app.run(request.run)
  const order = applyOrder(bench, people)
  const report = await bench.app[request.do](request.run, order)
  showRun(report, bench)
  return exitCodeOfRun(report)
}

/** `joinery resume --due`. One run that cannot go on keeps no other back. */
export const goOnWithDue: Performer<'resume.due'> = async (_request, bench) => {
  const { app, io, options, tell } = bench
  const due = await app.due()
  if (due.length === 0) tell('No parked run is due.')
  const reports: RunReport[] = []
  const faults: Fault[] = []
  for (const { id } of due) {
    try {
      const { people } = await app.run(id)
      reports.push(await app.resume(id, applyOrder(bench, people)))
    } catch (thrown) {
      faults.push(...(thrown instanceof Faults ? thrown.faults : [asFault(thrown)]))
    }
  }
  if (options.json) printJson(io, { format: 'joinery.resumed/1', runs: reports as unknown as Json })
  else for (const report of reports) showRun(report, bench)
  if (faults.length > 0) throw new Faults(faults)
  const waiting = new Set((await app.runs()).flatMap(({ id, waitsUntil }) => (waitsUntil === undefined ? [] : [id])))
  const codes = reports.map((report) => (waiting.has(report.id) ? exitCodes.done : exitCodeOfRun(report)))
  return codes.find((code) => code !== exitCodes.done) ?? exitCodes.done
}
