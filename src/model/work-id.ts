import { shortHash } from './hash.ts'

/** What some work is told apart by. */
export interface WorkKey {
  /** Name of the feed, or null where somebody added it by hand. */
  readonly source: string | null
  /** employeeId. */
  readonly person: string
  readonly playbook: string
  readonly event: string | null
  /** Which of several, such as the day of a second move; absent for the first. */
  readonly which?: string
}

/** The id of scheduled work: short enough to type, equal for equal keys, so that what is read twice is scheduled once. */
export const workId = ({ source, person, playbook, event, which }: WorkKey): string =>
  shortHash([source, person.toLowerCase(), playbook, event, which ?? null])
