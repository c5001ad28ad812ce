import type { Pulse } from '../ports/pulse.ts'

/** The machine's timer. */
export const systemPulse: Pulse = (everyMs, beat) => {
  const timer = setInterval(beat, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
