import type { Made } from '../changes/change-kind.ts'
import { type ActiveRun, contextFor, type RunItem } from './active-run.ts'
import { pausesBetweenReads } from './patience.ts'
import { readPersistently } from './persist.ts'

/** Asks the directory once whether a change holds. */
export const look = (run: ActiveRun, item: RunItem): Promise<Made | null> =>
  readPersistently(run, item, () => item.kind.holds(item.change, run.deps.readers, contextFor(run, item)))

/** Asks until it holds or the time (milliseconds since 1970) has come; at least once. */
export const lookUntil = async (run: ActiveRun, item: RunItem, deadline: number): Promise<Made | null> => {
  const { clock } = run.deps
  for (const pause of pausesBetweenReads(item.kind.system)) {
    const made = await look(run, item)
    if (made) return made
    const left = deadline - clock.now()
    if (left <= 0) return null
    await clock.sleep(Math.min(pause, left), run.stop)
  }
  return null
}
