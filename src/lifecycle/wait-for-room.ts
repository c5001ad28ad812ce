import type { ScheduledWork } from '../model/scheduled-work.ts'
import { changed, type Performed } from './end-work.ts'
import { limitGuard } from './ending.ts'
import { newsOf } from './news-of.ts'
import type { WorkDeps } from './work-deps.ts'

/** Whether nothing but the limit keeps the work back. */
export const waitsForRoom = ({ state, because }: ScheduledWork): boolean =>
  state === 'pending' && because !== null && because.startsWith(`${limitGuard}: `)

/** Whether it takes something from somebody as far as that can be told before it is planned. */
export const takesRoom = (work: ScheduledWork): boolean =>
  work.state === 'pending' && (work.event === 'leaver' || waitsForRoom(work))

/** Leaves work that would be stopped by the limit like the one before it where it is, in its order, and does not plan it for nothing. */
export const leaveWaiting = async (work: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  if (waitsForRoom(work)) return { work, result: 'left' }
  const because = `${limitGuard}: work before it waits for room`
  const waiting = await changed(work, { because }, deps)
  if (waiting) await deps.news.tell(newsOf(waiting, limitGuard))
  return { work: waiting ?? work, result: 'left' }
}
