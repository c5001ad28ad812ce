import type { RunReport } from '../../model/run.ts'
import type { Paint } from './paint.ts'
import { outcomeLine } from './run-text.ts'

/** Every change of a run with how it ended. */
export const runChangesText = (run: RunReport, paint: Paint): string => {
  const head = `${paint.bold(`Run ${run.id}`)}  ${run.playbook}, plan ${run.plan}, ${run.startedAt} to ${run.endedAt ?? '(not ended)'}`
  return [head, ...run.changes.map((change) => outcomeLine(change, change.person, paint)), ''].join('\n')
}
