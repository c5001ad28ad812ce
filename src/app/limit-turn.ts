import { Fault } from '../model/fault.ts'
import { leaseOnLimit } from '../model/lease-name.ts'
import type { Plan } from '../model/plan.ts'
import type { Lease } from '../ports/leases.ts'
import type { RunDeps } from '../runner/run-deps.ts'
import { takeLeases } from '../runner/take-leases.ts'

/** Counting takes a second or two; who waits longer than this waits for a process that has stopped. */
const PATIENCE_MS = 30_000

/** The turn of one run among those that take something from people. */
export interface LimitTurn {
  take(): Promise<void>
  /** The run is on record, so that the next one counts it. */
  end(): Promise<void>
}

/**
 * Between counting what the limit lets and recording that a run has begun nobody else counts: two runs at the same moment would each find room
 * for themselves. A plan that takes nothing from anybody does not wait.
 */
export const limitTurn = (plan: Plan, run: string, deps: RunDeps): LimitTurn => {
  const { leases, clock, processes, random } = deps
  let taken: readonly Lease[] = []
  return {
    async take() {
      if (!plan.people.some(({ loses }) => loses)) return
      const owner = processes?.self ?? random.uuid()
      const order = {
        names: [leaseOnLimit],
        run,
        owner,
        mayTake: async () => false,
        deadline: clock.now() + PATIENCE_MS,
      }
      const answer = await takeLeases(order, deps)
      const [holder] = answer.held
      taken = answer.taken
      if (!holder) return
      const until = new Date(holder.until).toISOString()
      throw new Fault('run/locked', { what: 'the count of people who lose something', by: holder.run, run, until })
    },
    async end() {
      const done = taken
      taken = []
      if (done.length > 0) await leases.release(done)
    },
  }
}
