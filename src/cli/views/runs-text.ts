import type { Outcome, RunSummary } from '../../model/run.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

/** Runs, newest first, a line each. */
export const runsText = (runs: readonly RunSummary[], paint: Paint): string =>
  runs.length === 0 ? 'No runs yet.' : runs.map((run) => line(run, paint)).join('\n')

const line = ({ id, playbook, status, startedAt, people, counts, waitsUntil }: RunSummary, paint: Paint): string => {
  const colour = status === 'done' ? paint.green : paint.yellow
  const ended = (Object.keys(counts) as Outcome[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
  return `${paint.bold(id)}  ${startedAt}  ${colour(status.padEnd(11))}  ${safeText(playbook)} for ${counted(people, 'person', 'people')}  ${paint.dim([...ended, ...(waitsUntil === undefined ? [] : [`waits until ${waitsUntil}`])].join(', '))}`
}
