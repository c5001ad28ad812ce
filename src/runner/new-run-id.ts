import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'

/** A run's id: the day and eight random digits, short enough to type. */
export const newRunId = ({ clock, random }: { readonly clock: Clock; readonly random: Random }): string =>
  `${new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '')}-${random.uuid().slice(0, 8)}`
