import type { Made, WaitPlan } from '../changes/change-kind.ts'
import { asFault } from '../model/fault.ts'
import { type ActiveRun, contextFor, type RunItem } from './active-run.ts'
import { Parked } from './persist.ts'
import { recordOutcome } from './record.ts'

/** A run does not sit for longer than this until a time comes; it parks, and a resume after that time goes on. */
const LONGEST_WAIT_FOR_TIME_MS = 60 * 60_000

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`

/** When asking is of use next, in milliseconds from `now`. */
const pauseOf = (wait: WaitPlan, now: number, deadline: number): number => {
  if (wait.at === undefined) return Math.min(wait.pollMs, deadline - now)
  const left = Date.parse(wait.at) - now
  if (left > LONGEST_WAIT_FOR_TIME_MS) throw new Parked(`waits for ${wait.for}`)
  return left > 0 ? left : wait.pollMs
}

/** A server that does not answer for a while is what a wait of half an hour has to live with. */
const lookLeniently = async (run: ActiveRun, item: RunItem): Promise<Made | null> => {
  try {
    return await item.kind.holds(item.change, run.deps.readers, contextFor(run, item))
  } catch (thrown) {
    const { category } = asFault(thrown)
    if (category === 'unreachable' || category === 'throttled') return null
    throw thrown
  }
}

/** What a person has to bring about is looked for once, and not waited for. */
const whyParked = ({ withinMs, for: what }: WaitPlan, waitedMs: number): string =>
  withinMs === 0 ? `waits for ${what}` : `waited ${seconds(waitedMs)} for ${what}`

const waitUntilHolds = async (
  run: ActiveRun,
  item: RunItem,
  wait: WaitPlan,
): Promise<{ readonly made: Made; readonly tookMs: number }> => {
  const { clock, progress } = run.deps
  const began = clock.now()
  const deadline = began + wait.withinMs
  for (;;) {
    const made = await lookLeniently(run, item)
    const now = clock.now()
    if (made) return { made, tookMs: now - began }
    if (now >= deadline) throw new Parked(whyParked(wait, now - began))
    progress({ type: 'waiting', change: item.planned, for: wait.for, sinceMs: now - began, withinMs: wait.withinMs })
    await clock.sleep(pauseOf(wait, now, deadline), run.stop)
  }
}

/** Waits as a planned wait says. It writes nothing, so what came about is found, not made. */
export const waitFor = async (run: ActiveRun, item: RunItem, wait: WaitPlan): Promise<void> => {
  const { made, tookMs } = await waitUntilHolds(run, item, wait)
  await recordOutcome(run, item, 'found', { made, note: tookMs > 0 ? `after ${seconds(tookMs)}` : undefined })
}
