import { asFault, type Fault } from '../model/fault.ts'
import type { ActiveRun, RunItem } from './active-run.ts'
import { happened } from './active-run.ts'
import { type Decision, decide, LONGEST_PAUSE_MS } from './retry-policy.ts'

/** The change goes on in a later resume; `because` is shown until then. */
export class Parked extends Error {
  override readonly name = 'Parked'
}

const JITTER_STEPS = 1000

/** Counts attempts of one thing and asks the policy after each failure. */
export interface Persistence {
  decide(fault: Fault): Decision
  /** The system has answered a read, so that the time without an answer begins anew. */
  answered(): void
}

export const persistence = (run: ActiveRun, item: RunItem): Persistence => {
  const { clock, random } = run.deps
  let since = clock.now()
  const young = isYoung(run, item)
  let attempt = 0
  return {
    decide(fault) {
      attempt += 1
      const jitter = random.integer(JITTER_STEPS) / JITTER_STEPS
      const { category, effect, retryAfterMs } = fault
      const decision = decide({
        category,
        effect,
        retryAfterMs,
        attempt,
        elapsedMs: clock.now() - Math.max(since, run.health.thereUntil(item.kind.system)),
        young,
        jitter,
      })
      noteHealth(run, item, fault, decision)
      return decision
    },
    answered() {
      since = clock.now()
    },
  }
}

/**
 * Whether the change is about an object that this run has made or changed. A run keeps to one domain controller, which knows that at once;
 * Entra answers from many replicas, and its services learn of it one by one.
 */
const isYoung = (run: ActiveRun, item: RunItem): boolean => {
  if (item.kind.system === 'ad') return false
  return item.kind
    .refs(item.change)
    .some((ref) => ('madeBy' in ref ? happened(run, ref.madeBy) : hasChanged(run, item.planned.person, ref.id)))
}

const hasChanged = (run: ActiveRun, person: string, account: string): boolean =>
  [...run.items.values()].some(
    ({ planned, kind, change }) =>
      planned.person === person &&
      happened(run, planned.id) &&
      kind.writes(change).accounts?.some((ref) => 'id' in ref && ref.id === account),
  )

/** Others need not learn for themselves that a system is throttling or gone. */
const noteHealth = (run: ActiveRun, { kind }: RunItem, fault: Fault, decision: Decision): void => {
  const now = run.deps.clock.now()
  if (fault.category !== 'unreachable') run.health.answered(kind.system, now)
  if (fault.retryAfterMs !== undefined) run.health.pauseUntil(kind.system, now + fault.retryAfterMs)
  if (fault.category === 'unreachable' && decision.do === 'fail' && kind.system !== 'none') run.health.lost(kind.system)
}

export const parkedFor = (fault: Fault, ms: number): Parked =>
  new Parked(
    fault.retryAfterMs === undefined
      ? `${fault.title}, and did so for long`
      : `${fault.title}; it asks to wait ${Math.ceil(ms / 60_000)} min`,
    { cause: fault },
  )

/** Waits until nobody has been asked to leave the system alone any more; parks when that is too long. */
export const waitForSystem = async (run: ActiveRun, { kind }: RunItem): Promise<void> => {
  const { clock } = run.deps
  for (
    let left = run.health.pauseLeft(kind.system, clock.now());
    left > 0;
    left = run.health.pauseLeft(kind.system, clock.now())
  ) {
    if (left > LONGEST_PAUSE_MS) throw new Parked(`the system asks to wait ${Math.ceil(left / 60_000)} min`)
    await clock.sleep(left, run.stop)
  }
}

export const pauseBeforeRetry = async (run: ActiveRun, item: RunItem, fault: Fault, afterMs: number): Promise<void> => {
  run.deps.progress({ type: 'retrying', change: item.planned, afterMs, because: fault.title })
  await run.deps.clock.sleep(afterMs, run.stop)
}

/** Reads until there is an answer or the policy gives up; the fault is thrown then. */
export const readPersistently = async <T>(run: ActiveRun, item: RunItem, read: () => Promise<T>): Promise<T> => {
  const tries = persistence(run, item)
  for (;;) {
    await waitForSystem(run, item)
    try {
      const answer = await read()
      run.health.answered(item.kind.system, run.deps.clock.now())
      return answer
    } catch (thrown) {
      const fault = asFault(thrown)
      const decision = tries.decide(fault)
      if (decision.do === 'park') throw parkedFor(fault, decision.forMs)
      if (decision.do === 'fail' || run.health.isLost(item.kind.system)) throw fault
      await pauseBeforeRetry(run, item, fault, decision.afterMs)
    }
  }
}
