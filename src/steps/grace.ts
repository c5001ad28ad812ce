import type { StepContext, Wanted } from './step.ts'

const DAY_MS = 86_400_000

/** When a time of grace ends that begins at `now`, both in milliseconds. Whole days end at midnight, so that all plans of a day are alike. */
const endOfGrace = (now: number, graceMs: number): string => {
  const end = now + graceMs
  return new Date(graceMs % DAY_MS === 0 ? Math.ceil(end / DAY_MS) * DAY_MS : end).toISOString()
}

/** What is taken away, behind a wait for the end of the time of grace where there is one. */
export const behindGrace = (
  context: Pick<StepContext, 'read' | 'changeId'>,
  graceMs: number | undefined,
  taking: readonly Wanted[],
): readonly Wanted[] => {
  if (graceMs === undefined || taking.length === 0) return taking
  const kind = 'wait.until.time'
  const at = endOfGrace(context.read.clock.now(), graceMs)
  const until = context.changeId(kind, 'grace')
  return [
    { change: { kind, at }, about: 'grace', because: 'time of grace', later: true },
    ...taking.map((wanted) => ({ ...wanted, needs: [...(wanted.needs ?? []), until] })),
  ]
}
