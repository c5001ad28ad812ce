import type { Lease, LeaseHolder } from '../ports/leases.ts'
import type { WorkDeps } from './work-deps.ts'

/** How long a lease lasts that nobody prolongs, in milliseconds, and how often it is prolonged. */
export const WORK_LEASE_MS = 30_000
const RENEW_MS = 8_000

export type LeaseDeps = Pick<WorkDeps, 'leases' | 'clock' | 'random' | 'processes' | 'pulse'>

export type Held<T> = { readonly held: true; readonly value: T } | { readonly held: false; readonly by: LeaseHolder }

/** Does something under a lease, or says who has it. A process that has certainly ended holds nothing. */
export const underLease = async <T>(
  { name, for: run }: { readonly name: string; readonly for: string },
  deps: LeaseDeps,
  use: () => Promise<T>,
): Promise<Held<T>> => {
  const taken = await take(name, run, deps)
  if ('until' in taken) return { held: false, by: taken }
  const { leases, clock, pulse } = deps
  // Where this fails, so does what is done under it.
  const beat = (): void => void leases.renew([taken], clock.now(), WORK_LEASE_MS).catch(() => undefined)
  const stop = pulse?.(RENEW_MS, beat)
  try {
    return { held: true, value: await use() }
  } finally {
    stop?.()
    await leases.release([taken]).catch(() => undefined)
  }
}

const take = async (
  name: string,
  run: string,
  { leases, clock, random, processes }: LeaseDeps,
): Promise<Lease | LeaseHolder> => {
  const order = { run, owner: processes?.self ?? random.uuid(), forMs: WORK_LEASE_MS, allOrNone: true }
  const first = await leases.take({ ...order, wanted: [{ name }], now: clock.now() })
  const [lease] = first.taken
  const [holder] = first.held
  if (lease) return lease
  if (!holder || !processes?.hasEnded(holder.owner)) return holder ?? nobody(name, clock.now())
  const second = await leases.take({ ...order, wanted: [{ name, evenFrom: holder.owner }], now: clock.now() })
  return second.taken[0] ?? second.held[0] ?? holder
}

const nobody = (name: string, now: number): LeaseHolder => ({ name, run: '', owner: '', until: now })
