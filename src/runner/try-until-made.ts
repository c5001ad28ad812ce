import type { Made } from '../changes/change-kind.ts'
import { asFault, Fault } from '../model/fault.ts'
import { type ActiveRun, boundary, contextFor, type RunItem } from './active-run.ts'
import { lookUntil } from './look.ts'
import { patienceWith } from './patience.ts'
import {
  type Persistence,
  parkedFor,
  pauseBeforeRetry,
  persistence,
  readPersistently,
  waitForSystem,
} from './persist.ts'
import type { Settle } from './retry-policy.ts'

/** How the attempts ended. `seen`: reading showed it, which proves it. */
export type Attempted =
  | { readonly is: 'made'; readonly made: Made; readonly seen: boolean }
  | { readonly is: 'found'; readonly made: Made }
  /** `inDoubt`: an attempt may have arrived all the same. */
  | { readonly is: 'failed'; readonly fault: Fault; readonly inDoubt: boolean }

type Try = { readonly made: Made } | { readonly fault: Fault } | { readonly refusal: Fault }

/** What speaks against the write at this moment. Whoever cannot be asked has not said that nothing does: then the change fails as well. */
const refusalOf = async (run: ActiveRun, item: RunItem): Promise<Fault | null> => {
  const { refuses } = item.kind
  if (!refuses) return null
  return readPersistently(run, item, () => refuses(item.change, run.deps.readers, contextFor(run, item)))
}

/** One write: the intent is durable before the request leaves. */
const tryOnce = async (run: ActiveRun, item: RunItem): Promise<Try> => {
  await waitForSystem(run, item)
  const refusal = await refusalOf(run, item)
  if (refusal) return { refusal }
  run.stop.throwIfAborted()
  boundary(run, 'before-intent', item)
  const attempt = run.log.stateOf(item.planned.id).attempts + 1
  await run.log.record({ type: 'intent', change: item.planned.id, attempt })
  boundary(run, 'after-intent', item)
  // The machine may have stood still since; between here and the request nothing waits.
  await run.claims.prove(item.planned.person)
  let tried: Try
  try {
    const made = await item.kind.apply(item.change, run.deps.writers, contextFor(run, item))
    run.health.answered(item.kind.system, run.deps.clock.now())
    tried = { made }
  } catch (thrown) {
    tried = { fault: asFault(thrown, 'unknown') }
  }
  boundary(run, 'after-apply', item)
  return tried
}

/** Reads back after a failed attempt. */
const settled = async (run: ActiveRun, item: RunItem, settle: Settle, tries: Persistence): Promise<Made | null> => {
  if (!item.visible || settle === 'no') return null
  const patience = settle === 'once' ? 0 : patienceWith(item.kind.system).settleMs
  const there = await lookUntil(run, item, run.deps.clock.now() + patience)
  tries.answered()
  return there
}

/**
 * Writes, and writes again as the retry policy says, never without reading back where an attempt may have arrived. Throws `Parked` where the
 * change has to go on another day. What is found is ours if an attempt may have made it.
 */
export const tryUntilMade = async (run: ActiveRun, item: RunItem, inDoubtBefore: boolean): Promise<Attempted> => {
  const tries = persistence(run, item)
  let inDoubt = inDoubtBefore
  for (;;) {
    const tried = await tryOnce(run, item)
    if ('made' in tried) return { is: 'made', made: tried.made, seen: false }
    if ('refusal' in tried) return { is: 'failed', fault: tried.refusal, inDoubt }
    const { fault } = tried
    const decision = tries.decide(fault)
    if (item.kind.neverRepeat && fault.effect !== 'none') return { is: 'failed', fault, inDoubt: true }
    inDoubt ||= decision.settle === 'patiently'
    if (decision.do === 'retry') await pauseBeforeRetry(run, item, fault, decision.afterMs)
    try {
      const there = await settled(run, item, inDoubt ? 'patiently' : decision.settle, tries)
      if (there) return inDoubt ? { is: 'made', made: there, seen: true } : { is: 'found', made: there }
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      return { is: 'failed', fault, inDoubt }
    }
    if (decision.do === 'park') throw parkedFor(fault, decision.forMs)
    if (decision.do === 'fail') return { is: 'failed', fault, inDoubt }
  }
}
