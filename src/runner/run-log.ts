import { asFault } from '../model/fault.ts'
import { type ChangeState, foldChange, untouched } from '../model/fold-run.ts'
import type { RunEvent } from '../model/run.ts'
import type { Fence } from '../ports/leases.ts'
import type { RunDeps } from './run-deps.ts'

type WithoutStamp<E> = E extends unknown ? Omit<E, 'run' | 'at'> : never

/** An event before the run and the time are put on it. */
export type Happening = WithoutStamp<RunEvent>

/** The journal of one run, and the state that follows from it. */
export interface RunLog {
  /**
   * Resolves when the event is durable. When it cannot be, the whole run halts: nothing more may be sent. An intent for which only the claim
   * on the person is lost stops nobody else.
   */
  record(event: Happening): Promise<void>
  stateOf(change: string): ChangeState
  states(): ReadonlyMap<string, ChangeState>
}

export const openRunLog = (
  run: string,
  states: ReadonlyMap<string, ChangeState>,
  deps: Pick<RunDeps, 'journal' | 'clock'> & { readonly fences: (event: Happening) => readonly Fence[] },
  halt: (reason: unknown) => void,
): RunLog => {
  const current = new Map(states)
  const stateOf = (change: string): ChangeState => current.get(change) ?? untouched
  return {
    async record(happening) {
      const event: RunEvent = { ...happening, run, at: new Date(deps.clock.now()).toISOString() }
      try {
        await deps.journal.append(event, deps.fences(happening))
      } catch (thrown) {
        if (event.type !== 'intent' || asFault(thrown).code !== 'run/lease-lost') halt(thrown)
        throw thrown
      }
      if ('change' in event) current.set(event.change, foldChange(stateOf(event.change), event))
    },
    stateOf,
    states: () => current,
  }
}
