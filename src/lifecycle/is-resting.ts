import type { ScheduledWork } from '../model/scheduled-work.ts'

const FIRST_MS = 60_000
/** Not longer, for a leaver is to be locked out within a quarter of an hour of the moment at which that can be done. */
const LONGEST_MS = 10 * 60_000

/** Whether work that was tried a moment ago is left alone for a while: a minute, then longer and longer. */
export const isResting = ({ because, attempts, changedAt }: ScheduledWork, now: number): boolean => {
  if (because === null || attempts === 0) return false
  const rest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 10))
  return now < Date.parse(changedAt) + rest
}
