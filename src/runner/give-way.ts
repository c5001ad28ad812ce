import { Fault } from '../model/fault.ts'
import { foldRun, type RunState, untouched } from '../model/fold-run.ts'
import { leaseOnRun } from '../model/lease-name.ts'
import { pendingWork, timeWaitedFor } from '../model/pending-work.ts'
import type { Superseded } from '../model/plan.ts'
import type { RunEvent } from '../model/run.ts'
import { statusOf } from '../model/run-report.ts'
import type { RunDeps } from './run-deps.ts'
import { LEASE_MS, takeLeases } from './take-leases.ts'

/** Taking a run that nobody works on takes no time; one that somebody works on is soon parked again, or done. */
const PATIENCE_MS = 30_000

type WithoutStamp<E> = E extends unknown ? Omit<E, 'run' | 'at'> : never

/**
 * Lets parked runs give up what the plan of `by` takes the place of: those changes are recorded as skipped, and a run of which nothing is left ends.
 * What a run has done meanwhile stays as it is, and doing this twice changes nothing. Throws `run/locked` where another process works on the run.
 */
export const giveWay = async (supersedes: readonly Superseded[], by: string, deps: RunDeps): Promise<void> => {
  for (const one of supersedes) await giveUp(one, by, deps)
}

const giveUp = async ({ run, changes }: Superseded, by: string, deps: RunDeps): Promise<void> => {
  const { journal, leases, clock, processes, random } = deps
  const owner = processes?.self ?? random.uuid()
  const mayTake = async (holder: { readonly owner: string }) => processes?.hasEnded(holder.owner) ?? false
  const order = { names: [leaseOnRun(run)], run: by, owner, mayTake, deadline: clock.now() + PATIENCE_MS }
  const { taken, held } = await takeLeases(order, deps)
  const [lease] = taken
  if (!lease) {
    const until = new Date(held[0]?.until ?? clock.now()).toISOString()
    throw new Fault('run/locked', { what: leaseOnRun(run), by: held[0]?.run, run: by, until })
  }
  const record = (happening: WithoutStamp<RunEvent>): Promise<void> =>
    journal.append({ ...happening, run, at: new Date(clock.now()).toISOString() } as RunEvent, [
      { lease, forMs: LEASE_MS },
    ])
  try {
    const given = givenUp(foldRun(run, await journal.events(run)), new Set(changes))
    for (const change of given)
      await record({
        type: 'outcome',
        change,
        outcome: 'skipped',
        attempts: 0,
        id: null,
        note: `run ${by} does it instead`,
      })
    const after = foldRun(run, await journal.events(run))
    if (given.length > 0) await record({ type: 'ended', status: statusOf(after) })
  } finally {
    await leases.release(taken)
  }
}

/** The changes that are open still, and waits behind which nothing else is. */
const givenUp = (run: RunState, changes: ReadonlySet<string>): readonly string[] => {
  const pending = pendingWork(run).flatMap((work) => work.changes.map(({ id }) => id))
  const given = pending.filter((id) => changes.has(id))
  if (given.length === 0) return []
  const left = new Set(pending.filter((id) => !changes.has(id)))
  const idle = run.plan.people.flatMap((person) => {
    const last = person.changes.findLastIndex((id) => left.has(id))
    return person.changes.slice(last + 1)
  })
  const isParkedWait = (id: string): boolean => {
    const planned = run.plan.changes.find((change) => change.id === id)
    const { outcome } = run.changes.get(id) ?? untouched
    return planned !== undefined && timeWaitedFor(planned) !== undefined && (outcome === null || outcome === 'blocked')
  }
  return [...idle.filter((id) => !given.includes(id) && isParkedWait(id)), ...given]
}
