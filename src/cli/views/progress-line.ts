import type { ProgressEvent } from '../../model/progress-event.ts'
import type { Paint } from './paint.ts'
import { outcomeLine } from './run-text.ts'
import { safeText } from './safe-text.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** A wait is told of at its beginning and then each minute. */
const REMINDER_MS = MINUTE_MS

/** A line about what happens in a run, or null where there is nothing to tell. */
export const progressLine = (event: ProgressEvent, person: string, paint: Paint): string | null => {
  const { change } = event
  switch (event.type) {
    case 'outcome':
      return outcomeLine(
        { outcome: event.outcome, summary: change.summary, ...(event.note === undefined ? {} : { note: event.note }) },
        person,
        paint,
      )
    case 'waiting':
      return event.sinceMs % REMINDER_MS < SECOND_MS
        ? paint.dim(`  … ${safeText(person)}: waiting for ${safeText(event.for)}${deadline(event.withinMs)}`)
        : null
    case 'retrying':
      return paint.yellow(
        `  ↻ ${safeText(person)}: ${safeText(event.because)}; again in ${duration(event.afterMs)}`,
      )
    case 'parked':
      return paint.yellow(
        `  ‖ ${safeText(person)}: ${safeText(change.summary)} (parked: ${safeText(event.because)})`,
      )
    case 'verified':
      return event.holds
        ? null
        : paint.red(`  ? ${safeText(person)}: ${safeText(change.summary)} is not to be seen in the directory`)
    case 'started':
      return null
  }
}

const deadline = (ms: number): string => (Number.isFinite(ms) ? `, at most ${duration(ms)}` : '')

const duration = (ms: number): string =>
  ms >= 2 * MINUTE_MS ? `${Math.round(ms / MINUTE_MS)} min` : `${Math.ceil(ms / SECOND_MS)} s`
