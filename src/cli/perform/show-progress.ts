import type { PlanPerson } from '../../model/plan.ts'
import type { ProgressEvent } from '../../model/progress-event.ts'
import { progressLine } from '../views/progress-line.ts'
import type { Bench } from './performer.ts'

/** Tells what happens while a run goes on: on standard output for people, on standard error beside a JSON document. */
export const showProgress = ({ io, options }: Bench, people: readonly PlanPerson[] = []): ((event: ProgressEvent) => void) => {
  if (options.quiet) return () => undefined
  const names = new Map(people.map(({ key, name }) => [key, name]))
  return (event) => {
    const line = progressLine(event, names.get(event.change.person) ?? event.change.person, io.paint)
    if (line !== null) (options.json ? io.err : io.out)(line)
  }
}
