import { leaseOnSchedule } from '../model/lease-name.ts'
import type { SchedulePass } from '../model/schedule-report.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import { isOpenAt, nextOpening } from './change-window.ts'
import { changed, ended, type Performed } from './end-work.ts'
import { allFaults } from './ending.ts'
import { type Expiring, newsOfExpiring } from './expiring.ts'
import { beat, lastBeat, newsOfMissed, recordSkipped } from './heartbeat.ts'
import { underLease } from './hold-lease.ts'
import { isResting } from './is-resting.ts'
import type { Newsroom } from './news.ts'
import { performWork } from './perform-work.ts'
import { applyOrder } from './plan-and-apply.ts'
import type { WorkDeps } from './work-deps.ts'
import { blockedBy, outlivedBy } from './work-order.ts'

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
/** After so many attempts that ended in a mistake of the program somebody has to look. */
const MOST_ATTEMPTS = 5

/**
 * Goes once through everything that is due, in the order of its time: what a process that has died left behind, what was parked or has been approved,
 * and what waits. SchedulePasses do not overlap. After a downtime it all comes in order, each once; what the limit stops stays pending.
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
  resumed: [],
  told: [],
  troubles: [],
}

const onePass = async (deps: LoopDeps): Promise<SchedulePass> => {
  const { windows, clock, news } = deps
  await alarms(deps)
  await alive(deps)
  const opens = isOpenAt(windows, clock.now()) ? null : nextOpening(windows, clock.now())
  const pass = await throughAll(deps)
  await alive(deps)
  const { told, failed } = await news.send()
  const troubles = [...pass.troubles, ...failed.map(({ subject, why }) => `"${subject}" could not be told: ${why}`)]
  return { ...nothing, ...pass, closedUntil: opens === null ? null : new Date(opens).toISOString(), told, troubles }
}

const alive = (deps: LoopDeps): Promise<void> => beat(deps.memory, { at: timeOf(deps), everyMs: deps.everyMs })

const timeOf = ({ clock }: LoopDeps): string => new Date(clock.now()).toISOString()

const alarms = async ({ memory, clock, news, expiring }: LoopDeps): Promise<void> => {
  const now = clock.now()
  const missed = newsOfMissed(await lastBeat(memory), now)
  const all = [...(missed ? [missed] : []), ...newsOfExpiring((await expiring?.()) ?? [], now)]
  for (const one of all) await news.tell(one)
}

const throughAll = async (deps: LoopDeps): Promise<Pick<SchedulePass, 'work' | 'resumed' | 'troubles'>> => {
  const open = await deps.schedules.list(['running', 'parked', 'approval'])
  const due = await deps.schedules.due(timeOf(deps), MOST_AT_ONCE)
  const order = [...open, ...due].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1))
  const people = Map.groupBy(order, ({ person }) => person)
  const troubles: string[] = []
  const results = new Map<string, ScheduledWork>()
  const ofPerson = workOfPerson(deps, results)
  await sideBySide([...people.values()], deps, async (works) => {
    for (const work of works) {
      if (deps.signal.aborted) return
      const performed = await attempt(work, deps, ofPerson).catch((thrown: unknown) =>
        failing(work, thrown, deps, troubles),
      )
      results.set(work.id, performed.work)
    }
  })
  const resumed = await resumeOthers([...results.values()], deps, troubles)
  return { work: order.flatMap(({ id }) => results.get(id) ?? []), resumed, troubles }
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

type OfPerson = (person: string) => Promise<readonly ScheduledWork[]>

/** All work of somebody, read once in a pass, and as this pass has changed it. */
const workOfPerson = ({ schedules }: LoopDeps, results: ReadonlyMap<string, ScheduledWork>): OfPerson => {
  let all: Promise<Map<string, ScheduledWork[]>> | undefined
  return async (person) => {
    all ??= schedules.list().then((works) => Map.groupBy(works, (work) => work.person))
    return ((await all).get(person) ?? []).map((work) => results.get(work.id) ?? work)
  }
}

const attempt = async (work: ScheduledWork, deps: LoopDeps, everything: OfPerson): Promise<Performed> => {
  if (work.state !== 'pending') return performWork(work, deps)
  if (isResting(work, deps.clock.now())) return { work, result: 'left' }
  if (work.event === 'leaver') return performWork(work, deps)
  const ofPerson = await everything(work.person)
  const later = outlivedBy(work, ofPerson)
  if (later) {
    const because = `${later.playbook} (${later.id}) of ${later.due} was carried out before it`
    const cancelled = await changed(work, { state: 'cancelled', because }, deps)
    return { work: cancelled ?? work, result: 'left' }
  }
  const earlier = blockedBy(work, ofPerson)
  if (!earlier) return performWork(work, deps)
  const because = `waits for ${earlier.playbook} (${earlier.id}), which is ${earlier.state}`
  const waiting = work.because === because ? null : await changed(work, { because }, deps)
  return { work: waiting ?? work, result: 'left' }
}

/** A mistake of the program keeps nobody else waiting; the work is settled by the next pass. */
const failing = async (
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

/** `resume --due`: runs that somebody began by hand and that wait for a time. */
const resumeOthers = async (
  works: readonly ScheduledWork[],
  deps: LoopDeps,
  troubles: string[],
): Promise<readonly string[]> => {
  if (!isOpenAt(deps.windows, deps.clock.now())) return []
  const scheduled = new Set(works.map(({ run }) => run))
  const resumed: string[] = []
  for (const { id } of await deps.app.due()) {
    if (scheduled.has(id) || deps.signal.aborted) continue
    try {
      const { status } = await deps.app.resume(id, applyOrder(deps))
      resumed.push(id)
      if (status === 'done' || status === 'parked') continue
      await deps.news.tell(newsOfRun(id, `it is ${status}`))
    } catch (thrown) {
      const why = allFaults(thrown)[0]?.message ?? String(thrown)
      troubles.push(`run ${id}: ${why}`)
      await deps.news.tell(newsOfRun(id, why))
    }
  }
  return resumed
}

const newsOfRun = (id: string, why: string) => ({
  about: `run ${id}`,
  kind: 'run parked',
  subject: `The parked run ${id} could not go on`,
  text: why,
  facts: [{ name: 'look at it', value: `joinery runs show ${id}` }],
})
