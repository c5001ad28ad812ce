import { Fault } from '../model/fault.ts'
import type { LeaseHolder, LeaseOrder, LeasesTaken } from '../ports/leases.ts'
import type { RunDeps } from './run-deps.ts'

/** How long a lease lasts at least that nobody prolongs, in milliseconds; half a minute is what others wait at most when a process has vanished. */
export const LEASE_MS = 25_000

/** How often somebody who waits looks again. */
const POLL_MS = 250

/** Whether a lease may be taken from its holder at once. */
export type MayTake = (holder: LeaseHolder) => Promise<boolean>

type Asked = Pick<LeaseOrder, 'run' | 'owner'> & {
  readonly names: readonly string[]
  readonly mayTake: MayTake
  /** When waiting ends, in milliseconds since 1970. */
  readonly deadline: number
}

/** Which of those in the way may be passed over: name of the lease and owner. */
const passable = async (held: readonly LeaseHolder[], mayTake: MayTake): Promise<ReadonlyMap<string, string>> => {
  const answers = await Promise.all(held.map(mayTake))
  return new Map(held.filter((_, index) => answers[index]).map(({ name, owner }) => [name, owner]))
}

/**
 * Takes leases; where somebody else holds one, waits until the deadline, holding none meanwhile. What is not free by then is answered as
 * held, and the rest is taken.
 */
export const takeLeases = async (
  { names, run, owner, mayTake, deadline }: Asked,
  { leases, clock, signal, progress }: RunDeps,
): Promise<LeasesTaken> => {
  const take = (evenFrom: ReadonlyMap<string, string>, allOrNone: boolean): Promise<LeasesTaken> => {
    const wanted = names.map((name) => {
      const from = evenFrom.get(name)
      return from === undefined ? { name } : { name, evenFrom: from }
    })
    return leases.take({ wanted, run, owner, now: clock.now(), forMs: LEASE_MS, allOrNone })
  }
  let told = false
  const tell = ([first]: readonly LeaseHolder[], withinMs: number): void => {
    if (first && !told) progress({ type: 'held', what: first.name, by: first.run, withinMs })
    told = true
  }
  for (;;) {
    const free = await take(new Map(), true)
    if (free.held.length === 0) return free
    const left = deadline - clock.now()
    const taken = await take(await passable(free.held, mayTake), left > 0)
    if (taken.held.length === 0 || left <= 0) return taken
    tell(taken.held, left)
    await clock.sleep(Math.min(POLL_MS, left), signal).catch((cause: unknown) => {
      throw signal?.aborted ? new Fault('run/stopped-waiting', {}, { cause }) : cause
    })
  }
}
