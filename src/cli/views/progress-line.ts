import type { ProgressEvent } from '../../model/progress-event.ts'
import { outcomeLine } from './outcome-line.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

/** A line about what happens in a run, or null where there is nothing to tell. */
export const progressLine = (event: ProgressEvent, person: string, paint: Paint): string | null => {
  if (event.type === 'held')
    return paint.dim(
      `  … waiting for run ${safeText(event.by)}, which has ${safeText(event.what)}${limit(event.withinMs)}`,
    )
  const { kind, summary } = event.change
  const who = safeText(person)
  switch (event.type) {
    case 'outcome': {
      const { outcome, note, fault } = event
      return outcomeLine({ outcome, kind, summary, note, fault: fault?.title }, person, paint)
    }
    case 'waiting':
      return paint.dim(`  … ${who}: waiting for ${safeText(event.for)}${soFar(event.sinceMs)}${limit(event.withinMs)}`)
    case 'retrying':
      return paint.yellow(`  ↻ ${who}: ${safeText(event.because)}; again in ${duration(event.afterMs)}`)
    case 'parked':
      return paint.yellow(`  ‖ ${who}: ${safeText(summary)} (parked: ${safeText(event.because)})`)
    case 'verified':
      return event.holds ? null : paint.red(`  ? ${who}: ${safeText(summary)} is not to be seen in the directory`)
    case 'started':
      return null
  }
}

const soFar = (ms: number): string => (ms >= MINUTE_MS ? `, for ${duration(ms)} so far` : '')

const limit = (ms: number): string => (Number.isFinite(ms) ? `, at most ${duration(ms)}` : '')

const duration = (ms: number): string =>
  ms >= 2 * MINUTE_MS ? `${Math.round(ms / MINUTE_MS)} min` : `${Math.ceil(ms / SECOND_MS)} s`
