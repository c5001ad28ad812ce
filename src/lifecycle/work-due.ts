import { leaseOnSchedule } from '../model/lease-name.ts'
import type { SchedulePass } from '../model/schedule-report.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import { attemptWork, workOfPerson } from './attempt-work.ts'
import { isOpenAt, nextOpening } from './change-window.ts'
import { ended, type Performed } from './end-work.ts'
import { allFaults } from './ending.ts'
import { type Expiring, newsOfExpiring } from './expiring.ts'
import { beat, lastBeat, newsOfMissed, recordSkipped } from './heartbeat.ts'
import { underLease } from './hold-lease.ts'
import type { Newsroom } from './news.ts'
import { overtakingLeavers } from './overtaking-leavers.ts'
import { resumeParkedRuns } from './resume-parked-runs.ts'
import { leaveWaiting, takesRoom, waitsForRoom } from './wait-for-room.ts'
import type { WorkDeps } from './work-deps.ts'

export interface LoopDeps extends WorkDeps {
  readonly news: Newsroom
  /** How often a pass is made, in milliseconds; two that do not come are an alarm. */
  readonly everyMs: number
  /** How many people are worked on side by side; 4 unless told. */
  readonly concurrency?: number
  /** Credentials that end by themselves. */
  readonly expiring?: () => Promise<readonly Expiring[]>
}

const MOST_AT_ONCE = 1000
const CONCURRENCY = 4
/** How often a pass that takes long gives a sign of life at least, in milliseconds. */
const LONGEST_BEAT_MS = 60_000
/** After so many attempts that ended in a mistake of the program somebody has to look. */
const MOST_ATTEMPTS = 5

/**
 * Goes once through everything that is due, leavers first and then in the order of its time: what a process that has died left behind, what was parked or has been approved,
 * and what waits; a leaver who falls due meanwhile goes beside them. Passes do not overlap. After a downtime it all comes in order, each once; what the limit stops stays pending.
 */
export const workDue = async (deps: LoopDeps): Promise<SchedulePass> => {
  const order = { name: leaseOnSchedule, for: 'schedule' }
  const done = await underLease(order, deps, () => onePass(deps))
  if (done.held) return done.value
  await recordSkipped(deps.memory, timeOf(deps))
  return { ...nothing, skipped: true }
}

const nothing: SchedulePass = {
  format: 'joinery.pass/1',
  skipped: false,
  closedUntil: null,
  work: [],
  left: [],
  resumed: [],
  told: [],
  troubles: [],
}

const onePass = async (deps: LoopDeps): Promise<SchedulePass> => {
  const { windows, clock, news } = deps
  await alarms(deps)
  await alive(deps)
  const opens = isOpenAt(windows, clock.now()) ? null : nextOpening(windows, clock.now())
  // A pass in which somebody has to be waited for is no standstill.
  const stop = deps.pulse?.(Math.min(deps.everyMs, LONGEST_BEAT_MS), () => void alive(deps).catch(() => undefined))
  const pass = await throughAll(deps).finally(() => stop?.())
  await alive(deps)
  const { told, failed } = await news.send()
  const troubles = [...pass.troubles, ...failed.map(({ subject, why }) => `"${subject}" could not be told: ${why}`)]
  return { ...nothing, ...pass, closedUntil: opens === null ? null : new Date(opens).toISOString(), told, troubles }
}

export const alive = (deps: LoopDeps): Promise<void> => beat(deps.memory, { at: timeOf(deps), everyMs: deps.everyMs })

const timeOf = ({ clock }: LoopDeps): string => new Date(clock.now()).toISOString()

export const alarms = async ({ memory, clock, news, expiring }: LoopDeps): Promise<void> => {
  const now = clock.now()
  const missed = newsOfMissed(await lastBeat(memory), now)
  const all = [...(missed ? [missed] : []), ...newsOfExpiring((await expiring?.()) ?? [], now)]
  for (const one of all) await news.tell(one)
}

const throughAll = async (deps: LoopDeps): Promise<Pick<SchedulePass, 'work' | 'left' | 'resumed' | 'troubles'>> => {
  const open = await deps.schedules.list(['running', 'parked', 'approval'])
  const due = await deps.schedules.due(timeOf(deps), MOST_AT_ONCE)
  const order = [...open, ...due].sort(byTime)
  const troubles: string[] = []
  const results = new Map<string, ScheduledWork>()
  const left: string[] = []
  const ofPerson = workOfPerson(deps.schedules, results)
  let isFull = false
  const one = async (work: ScheduledWork): Promise<Performed> => {
    if (isFull && takesRoom(work)) return leaveWaiting(work, deps)
    const performed = await attemptWork(work, deps, ofPerson)
    isFull ||= waitsForRoom(performed.work)
    return performed
  }
  const each = async (works: readonly ScheduledWork[]): Promise<void> => {
    for (const work of works) {
      if (deps.signal.aborted) return
      const performed = await one(work).catch((thrown: unknown) => failing(work, thrown, deps, troubles))
      results.set(work.id, performed.work)
      if (performed.work.version === work.version) left.push(work.id)
    }
  }
  const settle = overtakingLeavers(deps, order, (late) => sideBySide(byPerson(late), deps, each))
  try {
    await sideBySide(leaversFirst(byPerson(order)), deps, each)
  } finally {
    await settle()
  }
  const resumed = await resumeParkedRuns([...results.values()], deps, troubles)
  return { work: [...results.values()].sort(byTime), left, resumed, troubles }
}

const byPerson = (works: readonly ScheduledWork[]): readonly (readonly ScheduledWork[])[] => [
  ...Map.groupBy(works, ({ person }) => person).values(),
]

const byTime = (a: ScheduledWork, b: ScheduledWork): number =>
  a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1

/** Whoever comes may wait for a directory for half an hour; whoever goes has to be out in a quarter of one, and most of both is due at midnight. */
const leaversFirst = (people: readonly (readonly ScheduledWork[])[]): readonly (readonly ScheduledWork[])[] => {
  const isLeaving = (works: readonly ScheduledWork[]): boolean => works.some(({ event }) => event === 'leaver')
  return [...people.filter(isLeaving), ...people.filter((works) => !isLeaving(works))]
}

/** Several people at once, begun in order; one person's work one after the other. */
const sideBySide = async (
  all: readonly (readonly ScheduledWork[])[],
  { concurrency = CONCURRENCY }: LoopDeps,
  each: (works: readonly ScheduledWork[]) => Promise<void>,
): Promise<void> => {
  const left = all[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (const works of left) await each(works)
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, all.length) }, worker))
}

/** A mistake of the program keeps nobody else waiting; the work is settled by the next pass. */
export const failing = async (
  work: ScheduledWork,
  thrown: unknown,
  deps: LoopDeps,
  troubles: string[],
): Promise<Performed> => {
  const [fault] = allFaults(thrown)
  // Without a journal nothing can be recorded, and so nothing may be done.
  if (fault?.category === 'journal') throw thrown
  troubles.push(`${work.id}: ${fault?.message ?? String(thrown)}`)
  const found = (await deps.schedules.get(work.id)) ?? work
  if (found.state !== 'running' || found.attempts < MOST_ATTEMPTS) return { work: found, result: 'left' }
  return ended(found, { state: 'failed', because: fault?.message ?? String(thrown), kind: 'bug/unexpected' }, deps)
}
