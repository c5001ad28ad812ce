import type { Json } from '../../model/json.ts'
import type { RunReport } from '../../model/run.ts'
import { runText } from '../views/run-text.ts'
import type { Bench } from './performer.ts'
import { printJson } from './print-json.ts'

/** A run as text or as its JSON document. */
export const showRun = (report: RunReport, { io, options, again }: Bench): void => {
  if (options.json) printJson(io, report as unknown as Json)
  else io.out(runText(report, again, io.paint))
}
