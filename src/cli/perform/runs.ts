import type { Json } from '../../model/json.ts'
import { exitCodeOfRun, exitCodes } from '../exit-code.ts'
import { runChangesText } from '../views/run-changes-text.ts'
import { runText } from '../views/run-text.ts'
import { runsText } from '../views/runs-text.ts'
import type { Performer } from './performer.ts'
import { printJson } from './print-json.ts'
import { showProgress } from './show-progress.ts'
import { showRun } from './show-run.ts'

/** `joinery apply plan.json` */
export const applyPlanFile: Performer<'apply'> = async ({ plan }, bench) => {
  const report = await bench.app.apply(await bench.app.loadPlan(plan), {
    progress: showProgress(bench),
    signal: bench.io.signal,
  })
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
export const showOneRun: Performer<'runs.show'> = async ({ run }, { app, io, options }) => {
  const report = await app.run(run)
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(`${runChangesText(report, io.paint)}\n${runText(report, io.paint)}`)
  return exitCodes.done
}

/** `joinery resume ID`, `joinery retry ID` */
export const goOn: Performer<'resume' | 'retry'> = async (request, bench) => {
  const order = { progress: showProgress(bench), signal: bench.io.signal }
  const report =
    request.do === 'resume' ? await bench.app.resume(request.run, order) : await bench.app.retry(request.run, order)
  showRun(report, bench)
  return exitCodeOfRun(report)
}
