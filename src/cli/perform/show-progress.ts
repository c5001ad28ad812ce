import type { ProgressEvent } from '../../model/progress-event.ts'
import { progressLine } from '../views/progress-line.ts'
import type { Bench } from './performer.ts'

/** Tells what happens while a run goes on: on standard output for people, on standard error beside a JSON document. */
export const showProgress = ({ io, options }: Bench): ((event: ProgressEvent) => void) => {
  if (options.quiet) return () => undefined
  return (event) => {
    const line = progressLine(event, io.paint)
    if (line !== null) (options.json ? io.err : io.out)(line)
  }
}
